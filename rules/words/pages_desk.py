"""What stands on the pages of the desk (counter, receipt, coming in), and what helps to fill a form in."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        # the counter
        "one-more": ("再加一人", "One more"),
        "one-more-paper": ("再加一份", "One more paper"),
        "one-more-line": ("再加一项", "One more"),
        "keep-draft": ("存为草稿", "Keep as a draft"),
        "draft-kept": (
            "草稿已存（{at}），保留到 {until}。",
            "Kept as a draft ({at}), until {until}.",
        ),
        "draft-not-kept": ("草稿没有存上。", "The draft was not kept."),
        "my-drafts": ("我的草稿（{count}）", "My drafts ({count})"),
        "draft-hint": (
            "只有您自己打得开；登记以后、作废以后或者到期以后就不再保留。",
            "Only you can open them; each is gone once registered, thrown away, or over.",
        ),
        "draft-until": ("保留到 {until}", "kept until {until}"),
        "throw-away": ("作废", "Throw away"),
        "beside": ("登记以前先看看", "Before it is registered"),
        "alike": ("是不是登记过", "Is it here already"),
        "alike-hint": (
            "写下标题以后，可以先查有没有相同的事项。",
            "Once there is a title, you can look whether it is here already.",
        ),
        "title-first": ("请先写标题，再查。", "Write the title first."),
        "nothing-alike": (
            "在您能看到的事项里，没有发现相近的。",
            "Nothing like it among what you can see.",
        ),
        "a-person-compares": (
            "这些可能是同一件。是不是，由人看过以后决定。",
            "These may be the same. Whether they are, a person decides who has read both.",
        ),
        "not-twice": (
            "是同一件的，可以打开原来的案件办理，不再登记；要登记的，登记后按所选关联。",
            (
                "If it is the same, go on in the case there and do not register it again; otherwise it "
                "is linked once it is registered."
            ),
        ),
        "link-after": ("登记后关联到 {number}", "Register, and link it to {number}"),
        "link-as": ("这一件对那一件来说是", "What this is to the other"),
        "new-window": ("（在新窗口打开）", "(opens in a new window)"),
        "look-first": ("先看看", "Look first"),
        "whither": ("该走哪条路", "Which way it may go"),
        "card": ("怎么办、期限、带什么", "How, by when, what to bring"),
        "no-way-suggested": (
            "从文字看不出该走哪条路，可以逐个问题找。",
            "The words do not say which way; go question by question.",
        ),
        "question-tree": ("逐个问题找", "Question by question"),
        "first-visit": ("首访五个一次性", "The five of a first visit"),
        "first-visit-hint": (
            "当面接待的信访事项，转送、交办以前五项都要记下来。",
            (
                "Where somebody was received face to face, all five are recorded before it is "
                "transferred or assigned."
            ),
        ),
        "to-print": ("打印清单", "A list to print"),
        "still-blank": ("（待填写）", "(to be filled in)"),
        "sign-here": (
            "接待人：＿＿＿＿＿＿　　年　　月　　日",
            "Received by: ____________    Date: ____________",
        ),
        # the receipt
        "square-leads": ("二维码：网上窗口，查询进展", "Square code: to where one asks after it"),
        "square-hint": (
            "扫码打开查询页，再输入查询码。二维码里没有查询码。",
            "The square opens the page; then type the code. The code is not in the square.",
        ),
        "what-next": ("下一步", "What happens next"),
        "whom-to-ask": ("找谁问", "Whom to ask"),
        "roads-stay": (
            "登记不影响您依法申请仲裁、行政复议或者提起诉讼。",
            "Being registered closes no other road: arbitration, administrative reconsideration, court.",
        ),
        "linked": ("已关联：{words} {other}", "Linked: {words}, {other}"),
        "not-linked": ("已登记，但没有关联上。", "It is registered, but was not linked."),
        "print": ("打印", "Print"),
        "register-another": ("再登记一件", "Register another"),
        # two at one case
        "has-it-open": ("正在看这一件", "has this open"),
        "is-filling-in": ("正在填写“{what}”", "is filling in: {what}"),
        "meanwhile": ("您打开以后，案件有了这些变化", "What has changed since you opened this"),
        "yours-is-kept": (
            "您写的还在。看过上面的，再决定要不要办。",
            "What you wrote is still here. Read the above, then decide whether to go on.",
        ),
        "you-wrote": ("您刚才写的", "What you had written"),
        # coming in
        "whose-place": ("可以从这些人开始", "With whom to begin"),
        "everybody": ("全部人员，按单位", "Everybody, unit by unit"),
        "where-to-begin": (
            "先用窗口经办登记一件，再用村里的人接着办。",
            "Begin at the window: register something, then go on as somebody of the village.",
        ),
        "so-many-people": ("{count} 人", "{count} people"),
        "enrol": ("首次开通账号", "Set up an account"),
        "enrol-hint": (
            "拿到开通码的人，设置密码和动态口令。",
            "With an invitation: choose a password and set up the code.",
        ),
        "enrol-how": (
            "开通码由系统管理员当面交给您，三天内有效，只能用一次。",
            "The system administrator hands you the invitation; it is good once, for three days.",
        ),
        "invitation": ("开通码", "Invitation"),
        "go-on": ("下一步", "Go on"),
        "set-up-device": (
            "您的用户名是 {login}。用手机上的动态口令程序扫描下面的二维码。",
            "You sign in as {login}. Scan the square with the authenticator on your telephone.",
        ),
        "device-square": ("二维码：设置动态口令", "Square code: sets up the one-time code"),
        "by-hand": ("不能扫码的，手工输入：", "If you cannot scan it, type:"),
        "code-of-device": ("填写程序现在显示的六位数字。", "The six digits it shows now."),
        "new-password": ("新密码", "New password"),
        "old-password": ("现在的密码", "Present password"),
        "password-again": ("再写一遍新密码", "The new password again"),
        "not-the-same": ("两次写的密码不一样。", "The two passwords are not the same."),
        "recovery-codes": ("备用码", "Recovery codes"),
        "recovery-hint": (
            "手机不在身边时，用一个备用码代替动态口令，每个只能用一次。现在抄下来或者打印，以后不再显示。",
            (
                "Without your telephone one of these stands in for the one-time code, each once. Write "
                "them down or print them now: they are not shown again."
            ),
        ),
        "written-down": ("已经抄好，进入工作台", "I have written them down: to the desk"),
        "renew": ("换密码，或者手机不在身边", "Another password, or no telephone"),
        "renew-hint": (
            "密码到期，或者用备用码登录。",
            "The password ran out, or you sign in with a recovery code.",
        ),
        "renew-how": (
            "写现在的密码和动态口令，或者一个备用码，再设新密码。",
            "Your present password with the one-time code or a recovery code; then the new password.",
        ),
        "both-lost": (
            "密码忘了，或者手机和备用码都没有了，请系统管理员重新发开通码。",
            (
                "If the password is forgotten, or both telephone and codes are gone, the system "
                "administrator gives you a new invitation."
            ),
        ),
        "one-time-or-recovery": ("动态口令或者备用码", "One-time code or recovery code"),
        "not-this-way": (
            "这里不用本地账号登录。",
            "People do not sign in with local accounts here.",
        ),
    },
    # of a field, where its label does not say enough: everywhere, or in one form
    "hint": {
        "NewPerson.person": (
            "自己起一个没有用过的编号，例如 p-sl-t1-07：字母、数字、短横线，不写姓名；登记后不改。",
            "Make up one nobody has, such as p-sl-t1-07: letters, digits, hyphens, no name. It stays.",
        ),
        "AgreementTerms.form": (
            "记录协议的，这一项必答。",
            "Answer it wherever an agreement is recorded.",
        ),
        "AgreementTerms.body": (
            "记录协议的，这一项必答：依法设立的是哪个组织，不论由谁主持。",
            "Answer it wherever an agreement is recorded: the lawful body, whoever chaired.",
        ),
        "AgreementTerms.terms": (
            "记录协议的，这一项必答；没有达成协议的，不填。",
            "Answer it wherever an agreement is recorded; otherwise leave it empty.",
        ),
        "AgreementTerms.has_seal": (
            "记录协议的，这一项必答；书面协议没有盖章的，不能记录。口头协议选“否”。",
            "Answer it wherever an agreement is recorded; a written one without the seal is not taken.",
        ),
        "AgreementTerms.has_mediator_signature": (
            "记录协议的，这一项必答；书面协议没有调解员签名的，不能记录。",
            "Answer it wherever an agreement is recorded; a written one without it is not taken.",
        ),
        "room": (
            "地点所在单位的房间；在当事人家中、村民家中或者现场的，不选。",
            "A room of that unit; none where it is at somebody's home or on the spot.",
        ),
        "NewMatter.received_at": (
            "不填就是现在；早先收到的，写收到时的时间。",
            "Left empty it is now; for what came earlier, when it came.",
        ),
        "NewMatter.factor": (
            "来人可以另设一个口令，查询时和查询码一起用；不设就不填。",
            "A word of their own, asked beside the tracking code; only if they want one.",
        ),
        "NewDispute.village": ("纠纷所在的村（社区）。", "The village where the dispute is."),
        "NewDispute.parties": (
            "申请人和被申请人都要登记；一方人数多的，只登记推选的代表。",
            "Both sides; of many on a side, those they have chosen to speak for them.",
        ),
        "NewDispute.screen": (
            "逐项问清。选“涉及”的不在这里调解，会说明该去哪里；什么都不会丢。",
            "Ask each. What may not be mediated is shown to its door; nothing written is lost.",
        ),
        "NewDispute.flags": (
            "跨镇街的、特别重大的，直接从县级开始（县级规定第4项）。",
            "Cross-township or especially major begins at the county (county policy 4).",
        ),
        "NewParty.is_minor": (
            "不满十八周岁的选“是”，并写监护人（未成年人保护法第4条）。",
            "Under eighteen: yes, and name the guardian (Law on the Protection of Minors, art. 4).",
        ),
        "NewParty.guardian": (
            "成年人，不能是对方当事人；征求意愿时由监护人陪同并同意。",
            "Of age, and not of the other side; present, and agreeing, when consent is asked.",
        ),
        "NewParty.representatives": (
            "这一位代表的人数按推选的代表计，一方合计不超过五人（信访工作条例第20条第3款）。",
            "How many speak for this side: five at most in all (Regulations on Petition Work, art. 20(3)).",
        ),
        "NewPetition.channel": (
            "当面接待的，转送、交办以前要记下“五个一次性”（县级规定第17项）。",
            (
                "Received face to face, the five of a first visit come before it is passed on (county "
                "policy 17)."
            ),
        ),
        "NewPetition.people_count": (
            "一起来的人数。超过五人的，请他们推选代表，代表不超过五人（信访工作条例第20条第3款）。",
            (
                "How many came together. Of more than five, those they choose, five at most (Regulations "
                "on Petition Work, art. 20(3))."
            ),
        ),
        "NewPetition.hides_identity": (
            "选“是”的，姓名和联系方式要两人同意才能查看（县级规定第37项）。",
            "If yes, name and contact are shown only when two people agree (county policy 37).",
        ),
        "NewParticipant.role": (
            "替别人办事的是代理人或者代办员，不是信访人本人。",
            "Whoever acts for somebody else is an agent, and not the petitioner.",
        ),
        "NewParticipant.acts_for": (
            "只有代理人、代办员要写，写上面已经登记的本人。",
            "For agents alone: somebody who is named here too.",
        ),
        "NewParticipant.authority": (
            "授权委托书写明可以代办哪些事（县级规定第24项）；还没有的，先登记本人。",
            (
                "What the written authorisation lets them do (county policy 24); without one, register "
                "the person first."
            ),
        ),
        "NewParticipant.is_minor": (
            "不满十八周岁的选“是”，并写监护人（未成年人保护法第4条）。",
            "Under eighteen: yes, and name the guardian (Law on the Protection of Minors, art. 4).",
        ),
        "NewParticipant.guardian": (
            "成年人，不能是对方当事人。",
            "Of age, and not of the other side.",
        ),
        "RecordFirstVisit.request": ("他要什么，用他自己的话。", "What they ask, in their own words."),
        "RecordFirstVisit.crux": ("卡在哪里，为什么到现在没有解决。", "Where it sticks, and why until now."),
        "RecordFirstVisit.policy": (
            "讲了哪些规定，对他有利和不利的都讲。",
            "Which rules were explained, for them and against.",
        ),
        "RecordFirstVisit.plan": ("谁办、怎么办、到哪天。", "Who does what, and by when."),
        "RecordFirstVisit.answer": ("当面告诉了他什么。", "What they were told there."),
    },
}
