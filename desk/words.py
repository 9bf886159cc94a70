"""What the command line says: Chinese first, English beside it."""

WORDS: dict[str, tuple[str, str]] = {
    # the engine
    "certificate-issued": (
        "证书 {certificate}，密钥 {key}；只有本人可读",
        "certificate {certificate}, key {key}; readable by their owner alone",
    ),
    "token-written": ("令牌写入 {file}，{hours} 小时内有效", "token written into {file}, good for {hours} h"),
    "token-key-changed": (
        "{file} 已更新；引擎一分钟内重新读取",
        "{file} is changed; the engine reads it again within a minute",
    ),
    # a row
    "quote-never-closed": ("引号未闭合，文件可能不完整", "a quote is never closed; the file may be cut off"),
    "not-csv": ("不是合规的 CSV（引号使用有误）", "not proper CSV (a quote is misplaced)"),
    "too-few-columns": (
        "只有 {found} 列，应为 {wanted} 列；文件可能不完整",
        "{found} columns instead of {wanted}; the file may be cut off",
    ),
    "too-many-columns": ("有 {found} 列，应为 {wanted} 列", "{found} columns instead of {wanted}"),
    "unreadable-characters": ("含有无法读出的字符", "it holds characters that cannot be read"),
    "unreadable-date": ("无法识别的日期：{value}", "a date that cannot be read: {value}"),
    "date-missing": ("缺少日期", "the date is missing"),
    "nothing-said": ("标题和内容均为空", "both title and body are empty"),
    "id-missing": ("缺少编号", "the id is missing"),
    "id-with-other-content": (
        "编号 {id} 与第 {first} 行重复，但内容不同",
        "id {id} is also on line {first}, with other content",
    ),
    "id-registered-with-other-content": (
        "编号 {id} 此前已登记，但内容不同",
        "id {id} was registered before with other content",
    ),
    "not-registered": ("未予登记：{zh}", "not registered: {en}"),
    # a file
    "file-missing": ("找不到文件 {file}", "the file {file} does not exist"),
    "file-unreadable": ("无法读取文件 {file}：{why}", "the file {file} cannot be read: {why}"),
    "file-empty": ("文件 {file} 没有标题行", "the file {file} has no heading row"),
    "encoding-unknown": (
        "无法识别文件 {file} 的字符编码；请用 --encoding 指明",
        "the encoding of {file} is not known; name it with --encoding",
    ),
    "heading-twice": ("标题行中“{column}”出现两次", "the heading “{column}” stands there twice"),
    "no-such-column": ("文件中没有“{column}”这一列", "the file has no column “{column}”"),
    "no-such-field": (
        "没有“{field}”这一字段；可用：{fields}",
        "there is no field “{field}”; there are: {fields}",
    ),
    "field-twice": ("字段“{field}”被指定了两次", "the field “{field}” is mapped twice"),
    "map-unreadable": ("“{text}”应写作 列名=字段", "“{text}” should read column=field"),
    "nothing-to-register": (
        "找不到标题列或内容列；请用 --map 列名=title 指明",
        "neither a title nor a body column was found; name one with --map column=title",
    ),
    "file-unwritable": ("无法写入文件 {file}：{why}", "the file {file} cannot be written: {why}"),
    # proof
    "exported": ("证据包已写入 {file}", "the bundle was written to {file}"),
    "reason-missing": (
        "导出姓名和原话须用 --reason 写明理由",
        "names and words are exported for a reason only: give it with --reason",
    ),
    "anchors-unreadable": (
        "无法读取检查点的另存处 {place}：{why}",
        "where checkpoints are anchored, {place}, cannot be read: {why}",
    ),
    # suggestions
    "no-text": ("没有文字", "there is no text"),
    "text-too-long": ("文字超过 {most} 字", "the text has more than {most} characters"),
    "train-or-check": (
        "请给出 --out（训练）或者 --check（检验现用模型），只能二选一",
        "give either --out, to train, or --check, to check the present model",
    ),
    "too-few-labelled": (
        "“{label}”类少于 {wanted} 条，或者只有一类，无法训练和检验",
        "“{label}” has fewer than {wanted} messages, or there is one class only: too few to learn from",
    ),
    "no-model": ("没有可用的模型（FENGQIAO_MODEL）", "there is no model (FENGQIAO_MODEL)"),
    # cut-over
    "columns-missing": (
        "缺少这些列：{fields}；列名不同的，请用 --map 列名=字段 指明",
        "these columns are missing: {fields}; name them with --map column=field",
    ),
    "cell-missing": ("缺少“{column}”", "“{column}” is missing"),
    "unreadable-date-in": (
        "“{column}”不是可识别的日期：{value}",
        "“{column}” is no date that can be read: {value}",
    ),
    "unreadable-number": ("“{column}”应为数字：{value}", "“{column}” should be a number: {value}"),
    "neither-yes-nor-no": ("“{column}”应填是或否：{value}", "“{column}” should say yes or no: {value}"),
    "unknown-code": (
        "“{column}”中的“{value}”不在清单中；可用：{known}",
        "“{value}” in “{column}” is not on the list; there are: {known}",
    ),
    "no-code": (
        "“{column}”应填代码，不填名称：{value}",
        "“{column}” takes a code, not a name: {value}",
    ),
    "history-or-open": (
        "--history（已办结）和 --open（在办）一次只能选一个",
        "--history (closed) and --open (in mid-course) do not go together",
    ),
    # periods
    "unknown-clock": (
        "没有编号为 {id} 的期限规则；fengqiao clocks 列出全部规则",
        "there is no clock {id}; fengqiao clocks lists them all",
    ),
    "unknown-clock-near": (
        "没有编号为 {id} 的期限规则；相近的有：{near}",
        "there is no clock {id}; like it are: {near}",
    ),
    "unknown-edition": ("没有版本 {id}；有：{known}", "there is no edition {id}; there are: {known}"),
    "unknown-calendar": (
        "没有日历 {series}；有：{known}",
        "there is no calendar {series}; there are: {known}",
    ),
    "unknown-field": ("没有领域 {field}；有：{known}", "there is no field {field}; there are: {known}"),
    "clock-without-number": (
        "{id} 的规定没有写明天数，不能计算到期日：",
        "The source of {id} names no number, so no due date can be counted:",
    ),
    "nothing-to-look-back-on": (
        "找不到登记时间列；请用 --map 列名=registered 指明",
        "no column says when it was registered; name one with --map column=registered",
    ),
    "answered-before-registered": (
        "答复时间早于登记时间",
        "it was answered before it was registered",
    ),
    # statutory routes
    "unknown-route": (
        "{version} 版清单没有编号 {id}；fengqiao route list 列出全部",
        "list {version} has no route {id}; fengqiao route list lists them all",
    ),
    "unknown-route-list": ("没有这一版清单；有：{known}", "there is no such list; there are: {known}"),
    "no-such-answer": (
        "第 {n} 个回答不是这一问的选项；可用：{known}",
        "answer {n} is none of that question's; there are: {known}",
    ),
    # keys
    "key-id": (
        "流程引擎的密钥须用 --id 编号（不含冒号、逗号、空格）；保管密钥没有编号",
        "an engine's key needs an --id, without colon, comma or blank; a keeper's key has none",
    ),
    "key-current": ("现用", "current"),
    "key-needed": ("仍需", "needed"),
    "key-for-reading": ("仅供查阅", "for reading"),
    "key-retirable": ("可停用", "may be retired"),
    "key-missing": ("缺少", "missing"),
    "keys-rewrapped": (
        "已用密钥 {key} 重新封装 {rows} 项，用时 {seconds} 秒，每秒 {rate} 项。",
        "{rows} lie under the key {key} now; it took {seconds} s, {rate} a second.",
    ),
    "nobody-looks": (
        "没有人去检查：工作进程或者流程引擎不在，或者五分钟内没有查完。",
        "Nobody looks: no worker or no engine is there, or it took more than five minutes.",
    ),
    "watched": (
        "缺少：{missing}；上次检查：{checked}；不成立的：{count} 项。",
        "Missing: {missing}. Last looked at: {checked}. What does not hold: {count}.",
    ),
    "keys-renewed": (
        "已通知 {count} 个在办流程换用现用密钥；各流程在空闲时换，再用 fengqiao keys show 查看。",
        "{count} open proceedings were told to leave earlier keys; fengqiao keys show tells when they have.",
    ),
    "engine-silent": (
        "流程引擎 {address} 无应答；请先启动。",
        "The engine at {address} does not answer; start it first.",
    ),
    "no-namespace": (
        "流程引擎 {address} 没有命名空间 {namespace}；请先建好。",
        "The engine at {address} has no namespace {namespace}; create it first.",
    ),
    # upgrades
    "build-current": (
        "新开始的程序由 {build} 办理；原有的办到下一次换版为止，用 fengqiao upgrade move 换版。",
        "What begins now belongs to {build}; what is open stays until it is moved (fengqiao upgrade move).",
    ),
    "build-without-workers": (
        "没有 {build} 的工作进程；先启动，再设为现用。",
        "No worker of {build} is there; start it, then make it current.",
    ),
    "builds-have-no-names": (
        "工作进程没有版本名（FENGQIAO_BUILD），逐个更换即可，无需换版。",
        "The workers' builds have no names (FENGQIAO_BUILD): replace them one after another; nothing moves.",
    ),
    "moved": (
        "已通知 {count} 个程序换到 {build}；各程序在空闲时换，未换的再次执行即可。",
        "{count} procedures were told to move to {build}; each does when it is quiet. Run it again for more.",
    ),
    # accounts
    "development-needs-no-account": (
        "开发环境用开发令牌登录（fengqiao token 人员），不需要账号。",
        "A development installation has no accounts: people sign in by tokens (fengqiao token PERSON).",
    ),
    "no-such-unit": ("没有单位 {unit}；请先登记单位", "there is no unit {unit}; enter the units first"),
    "ask-an-administrator": (
        "已经有系统管理员；请由其办理（fengqiao account create 或 reset）。",
        "There is an administrator already; ask them (fengqiao account create, or reset).",
    ),
    "login-taken": ("登录名 {login} 已经有人用了", "the name {login} is taken"),
    "token-needed": (
        "请先登录：export FENGQIAO_TOKEN=$(fengqiao sign-in 账号)；统一认证的，填入访问令牌。",
        "Sign in first: export FENGQIAO_TOKEN=$(fengqiao sign-in LOGIN), or a token of the provider.",
    ),
    "subject-needed": (
        "请用 --subject 给出此人在统一认证中的标识（ID 令牌中的 sub）。",
        "Give the provider's name for this person (the sub of an ID token) with --subject.",
    ),
    "subject-entered": ("标识 {subject} 已经登记", "the subject {subject} is entered already"),
    # backups
    "backup-taken": ("备份 {id} 已写入 {place}", "The backup {id} stands in {place}"),
    "keys-copied": (
        "{count} 个密钥已封好写入 {file}；请与备份分开保管",
        "{count} keys were sealed into {file}; keep it apart from the backups",
    ),
    "all-is-well": ("全部相符", "everything agrees"),
    "restoring-check": ("核对签名和摘要……", "Checking signatures and digests …"),
    "restoring-unpack": ("解封、展开……", "Opening and unpacking …"),
    "restoring-recover": ("按日志恢复数据库……", "Playing the log …"),
    "restoring-engine": ("流程引擎的数据……", "The engine's store …"),
    "restoring-files": ("补充材料的文件……", "The files of matters …"),
    "restored": (
        (
            "备份 {id} 已恢复到 {place}，截至 {until}；缺文件 {missing} 个。"
            "启动前先核对：FENGQIAO_VAR={place} fengqiao reconcile"
        ),
        (
            "The backup {id} was restored to {place} as of {until}; files missing: {missing}. "
            "Before anything starts: FENGQIAO_VAR={place} fengqiao reconcile"
        ),
    ),
    "drilling-backup": ("备份……", "Taking a backup …"),
    "drilling-restore": ("恢复到空目录……", "Restoring to an empty place …"),
    "drilling-reconcile": ("核对两边……", "Reconciling …"),
    "drilling-verify": (
        "核对流水、检查点、阅读表、文件……",
        "Looking at chains, checkpoints, tables, files …",
    ),
    "drilling-ask": ("询问在办程序……", "Asking open cases …"),
    "drilled": (
        "演练：{cases} 个程序，在办 {open} 个；{took}；发现 {faults} 项",
        "Drilled: {cases} proceedings, {open} of them open; {took}; {faults} faults",
    ),
    "reconciled": (
        "已核对 {count} 个在办程序、{files} 个文件：差异 {found} 项，都已处理；可以启动。报告 {report}",
        (
            "{count} open proceedings and {files} files were looked at: {found} differences, all repaired; "
            "the system may start. The report: {report}"
        ),
    ),
    "not-reconciled": (
        (
            "已核对 {count} 个在办程序、{files} 个文件：差异 {found} 项，{left} 项未处理；报告 {report}。"
            "能找回的找回后再核对；确实找不回的，由负责人说明理由：--accept 理由"
        ),
        (
            "{count} open proceedings and {files} files were looked at: {found} differences, {left} of them "
            "not repaired; the report: {report}. Bring back what can be brought back and look again; what "
            "is lost for good somebody bears with a reason: --accept REASON"
        ),
    ),
    "only-listed": (
        "只列出，未处理：差异 {found} 项",
        "listed, and nothing was repaired: {found} differences",
    ),
    "marked-as-restored": (
        "已标记为从备份恢复：核对之前不能开始办理",
        "marked as come back from a backup: nothing is decided before it is reconciled",
    ),
    # a run
    "system-away": (
        "系统在 {seconds} 秒内没有应答（{url}）；请先启动（make run），再次执行同一命令即可继续。",
        "The system did not answer within {seconds} s ({url}); start it (make run), then run the same again.",
    ),
    "interrupted": ("已中断；再次执行同一命令即可继续。", "Interrupted; run the same again to go on."),
}


def say(code: str, **details: object) -> tuple[str, str]:
    """The sentence of a code in Chinese and in English. Raises KeyError for an unknown code."""
    zh, en = WORDS[code]
    return zh.format(**details), en.format(**details)
