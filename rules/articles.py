"""Where every rule comes from: periods, steps and refusals in this room point here.

Each basis carries its mark of certainty: ``C`` the article was read word for word,
``L`` likely, ``P`` county policy, configurable and not law. No basis is marked "verify"; a clock rule that is
stays off.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Source(StrEnum):
    """A law by its short name, which is its value; each line says 中文, English, short name."""

    zh: str
    en: str

    def __new__(cls, zh: str, en: str, short: str) -> Self:
        source = str.__new__(cls, short)
        source._value_, source.zh, source.en = short, zh, en
        return source

    MEDIATION_LAW = ("人民调解法", "People's Mediation Law", "RMTJ")
    PETITION_REGULATIONS = ("信访工作条例", "Regulations on Petition Work", "XFTL")
    CIVIL_PROCEDURE_LAW = ("民事诉讼法", "Civil Procedure Law", "MSS")
    CIVIL_PROCEDURE_INTERPRETATION = (
        "最高人民法院关于适用民事诉讼法的解释",
        "SPC Interpretation of the Civil Procedure Law",
        "MSJS",
    )
    INVITED_MEDIATION_RULES = (
        "最高人民法院关于人民法院特邀调解的规定",
        "SPC Provisions on Invited Mediation",
        "TYTJ",
    )
    CIVIL_CODE = ("民法典", "Civil Code", "MFD")
    MINORS_PROTECTION_LAW = ("未成年人保护法", "Law on the Protection of Minors", "WCNR")
    DOMESTIC_VIOLENCE_LAW = ("反家庭暴力法", "Anti-Domestic Violence Law", "FJTB")
    MARKET_COMPLAINTS_RULES = (
        "市场监督管理投诉举报处理暂行办法",
        "Interim Measures for Market Complaints and Reports",
        "SJTS",
    )
    SIMPLIFIED_HANDLING = (
        "信访事项简易办理办法",
        "Measures for the Simplified Handling of Petition Matters",
        "JYBL",
    )
    SATISFACTION_MEASURES = (
        "信访事项办理群众满意度评价工作办法(试行)",
        "Trial Measures for Petitioners' Evaluation of the Handling of Petition Matters",
        "MYD",
    )
    STATE_BUREAU_DOCUMENT = ("国信发〔2014〕16号", "Document Guoxinfa [2014] No. 16", "GXF")
    ZHEJIANG_PETITION_REGULATIONS = ("浙江省信访条例", "Zhejiang Petition Regulations", "ZJXF")
    PUJIANG_VISITS = ("浦江下访接访做法", "Leaders' visits to petitioners as practised in Pujiang", "ZA")
    DISCIPLINE_RULES = (
        "纪检监察机关处理检举控告工作规则",
        "Rules for Discipline Inspection Organs on Reports and Accusations",
        "JJGZ",
    )
    MEDIATION_WORK_PROVISIONS = ("人民调解工作若干规定", "Provisions on People's Mediation Work", "RTGD")
    CONFIRMATION_PROVISIONS = (
        "最高人民法院关于人民调解协议司法确认程序的若干规定",
        "SPC Provisions on the Judicial Confirmation of People's Mediation Agreements",
        "SFQR",
    )
    ONLINE_MEDIATION_RULES = ("人民法院在线调解规则", "Online Mediation Rules of the People's Courts", "ZXTJ")
    PUBLIC_SECURITY_LAW = ("治安管理处罚法", "Public Security Administration Punishments Law", "ZAGL")
    POLICE_PROCEDURE = (
        "公安机关办理行政案件程序规定",
        "Provisions on the Procedure of Public Security Organs in Administrative Cases",
        "XZCX",
    )
    MEDICAL_DISPUTES_REGULATIONS = (
        "医疗纠纷预防和处理条例",
        "Regulations on the Prevention and Handling of Medical Disputes",
        "YLJF",
    )
    TRAFFIC_ACCIDENT_PROCEDURE = (
        "道路交通事故处理程序规定",
        "Provisions on the Procedure for Handling Road Traffic Accidents",
        "JTSG",
    )
    CONSUMER_LAW = ("消费者权益保护法", "Law on the Protection of Consumers' Rights", "XFZ")
    LABOUR_DISPUTES_LAW = ("劳动争议调解仲裁法", "Law on Labour Dispute Mediation and Arbitration", "LDZC")
    LABOUR_ARBITRATION_RULES = (
        "劳动人事争议仲裁办案规则",
        "Rules for Labour and Personnel Arbitration Cases",
        "LDGZ",
    )
    RURAL_LAND_DISPUTES_LAW = (
        "农村土地承包经营纠纷调解仲裁法",
        "Law on Mediation and Arbitration of Rural Land Contract Disputes",
        "TDZC",
    )
    RECONSIDERATION_LAW = ("行政复议法", "Administrative Reconsideration Law", "XZFY")
    RECONSIDERATION_REGULATIONS = (
        "行政复议法实施条例",
        "Regulations Implementing the Administrative Reconsideration Law",
        "FYTL",
    )
    ADMINISTRATIVE_PROCEDURE_LAW = ("行政诉讼法", "Administrative Procedure Law", "XZSS")
    LAND_LAW = ("土地管理法", "Land Administration Law", "TDGL")
    FOREST_LAW = ("森林法", "Forest Law", "SLF")
    LEGAL_AID_LAW = ("法律援助法", "Legal Aid Law", "FLYZ")
    NOTARY_LAW = ("公证法", "Notary Law", "GZF")
    LABOUR_INSPECTION_REGULATIONS = (
        "劳动保障监察条例",
        "Regulations on Labour and Social Security Inspection",
        "LDJC",
    )
    WORK_INJURY_REGULATIONS = ("工伤保险条例", "Regulations on Work-Related Injury Insurance", "GSBX")
    INFORMATION_REGULATIONS = ("政府信息公开条例", "Regulations on Open Government Information", "ZFXX")
    SMALL_FIRMS_REGULATIONS = (
        "保障中小企业款项支付条例",
        "Regulations on Payments to Small and Medium-Sized Enterprises",
        "ZXQY",
    )
    DATA_SHARING_REGULATIONS = ("政务数据共享条例", "Regulations on Government Data Sharing", "ZWSJ")
    PERSONAL_INFORMATION_LAW = ("个人信息保护法", "Personal Information Protection Law", "PIPL")
    LIMITATION_PROVISIONS = (
        "最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定",
        "SPC Provisions on the Limitation of Actions in Civil Cases",
        "SXGD",
    )
    # cited by the list of statutory routes alone
    LAND_REGULATIONS = (
        "土地管理法实施条例",
        "Regulations Implementing the Land Administration Law",
        "TDTL",
    )
    GRASSLAND_LAW = ("草原法", "Grassland Law", "CYF")
    RURAL_LAND_CONTRACT_LAW = ("农村土地承包法", "Law on Land Contracts in Rural Areas", "TDCB")
    RURAL_COLLECTIVES_LAW = (
        "农村集体经济组织法",
        "Law on Rural Collective Economic Organizations",
        "JTZZ",
    )
    VILLAGE_COMMITTEES_LAW = ("村民委员会组织法", "Organic Law of the Villagers' Committees", "CWH")
    HOUSE_EXPROPRIATION_REGULATIONS = (
        "国有土地上房屋征收与补偿条例",
        "Regulations on the Expropriation of Buildings on State-Owned Land and Compensation",
        "FWZS",
    )
    ECOLOGICAL_CODE = ("生态环境法典", "Ecological and Environmental Code", "STHJ")
    ELDERLY_LAW = (
        "老年人权益保障法",
        "Law on the Protection of the Rights and Interests of the Elderly",
        "LNR",
    )
    MIGRANT_WAGES_REGULATIONS = (
        "保障农民工工资支付条例",
        "Regulations on Ensuring Wage Payments to Migrant Workers",
        "NMGZ",
    )
    SOCIAL_INSURANCE_LAW = ("社会保险法", "Social Insurance Law", "SHBX")
    SOCIAL_ASSISTANCE_MEASURES = ("社会救助暂行办法", "Interim Measures for Social Assistance", "SHJZ")
    ROAD_SAFETY_LAW = ("道路交通安全法", "Road Traffic Safety Law", "DLJT")
    FOOD_SAFETY_LAW = ("食品安全法", "Food Safety Law", "SPAQ")
    PROPERTY_MANAGEMENT_REGULATIONS = ("物业管理条例", "Regulations on Property Management", "WYGL")
    CONSTRUCTION_QUALITY_REGULATIONS = (
        "建设工程质量管理条例",
        "Regulations on the Quality of Construction Projects",
        "JSZL",
    )
    PLANNING_LAW = ("城乡规划法", "Urban and Rural Planning Law", "CXGH")
    HOUSING_RENTAL_REGULATIONS = ("住房租赁条例", "Housing Rental Regulations", "ZFZL")
    TEACHERS_LAW = ("教师法", "Teachers Law", "JSF")
    CIVIL_SERVANTS_LAW = ("公务员法", "Civil Servants Law", "GWY")
    INSTITUTIONS_PERSONNEL_REGULATIONS = (
        "事业单位人事管理条例",
        "Regulations on the Personnel Management of Public Institutions",
        "SYDW",
    )
    CRIMINAL_PROCEDURE_LAW = ("刑事诉讼法", "Criminal Procedure Law", "XSSS")
    SUPERVISION_LAW = ("监察法", "Supervision Law", "JCF")
    ILLEGAL_FUNDRAISING_REGULATIONS = (
        "防范和处置非法集资条例",
        "Regulations on Preventing and Handling Illegal Fund-Raising",
        "FFJZ",
    )
    WATER_SUPPLY_REGULATIONS = ("供水条例", "Water Supply Regulations", "GSTL")
    TOURISM_COMPLAINTS_MEASURES = ("旅游投诉处理办法", "Measures for Handling Tourism Complaints", "LYTS")
    FUNERAL_REGULATIONS = ("殡葬管理条例", "Regulations on Funeral Management", "BZGL")
    WORK_SAFETY_LAW = ("安全生产法", "Work Safety Law", "AQSC")
    RESERVOIR_REGULATIONS = (
        "大中型水利水电工程建设征地补偿和移民安置条例",
        "Regulations on Land Compensation and Resettlement for Large and Medium Water Projects",
        "SDYM",
    )
    COMMERCIAL_MEDIATION_REGULATIONS = ("商事调解条例", "Regulations on Commercial Mediation", "SSTJ")
    MENTAL_HEALTH_LAW = ("精神卫生法", "Mental Health Law", "JSWS")
    COUNTY_POLICY = ("县级规定", "County policy", "P")  # ours to change; not law


class Mark(StrEnum):
    CERTAIN = "C"
    LIKELY = "L"
    POLICY = "P"
    VERIFY = "V"  # only of clock rules and of rows of the retention schedule, which are then off


@dataclass(frozen=True)
class Article:
    """An article, and where it matters its paragraph (款) and item (项).

    ``number`` is 0 where a document is cited as a whole.
    """

    source: Source
    number: int
    paragraph: int | None = None
    item: int | None = None
    mark: Mark = Mark.CERTAIN

    def cite(self, language: str) -> str:
        """The citation in ``zh`` or ``en``, as it is printed for people."""
        zh, en = self.source.zh, self.source.en
        if self.source is Source.COUNTY_POLICY:
            return f"{zh}(调解规则第{self.number}项)" if language == "zh" else f"{en}, item {self.number}"
        if self.number == 0:
            return f"《{zh}》" if language == "zh" else en
        if language == "zh":
            paragraph = f"第{self.paragraph}款" if self.paragraph else ""
            return f"《{zh}》第{self.number}条{paragraph}" + (f"第{self.item}项" if self.item else "")
        paragraph = f"({self.paragraph})" if self.paragraph else ""
        return f"{en}, art. {self.number}{paragraph}" + (f", item {self.item}" if self.item else "")

    @property
    def short(self) -> str:
        """The short name used in docstrings and tables, for example ``RMTJ 17``."""
        return f"{self.source.value} {self.number}" if self.number else self.source.value


class Basis(StrEnum):  # 依据
    """What an article is about. The value is kept in journals; the article is looked up."""

    VOLUNTARY = "voluntary"  # 自愿
    NO_BAR_TO_COURT = "no-bar-to-court"  # 不得因调解阻止当事人维权
    REFUSAL_ENDS = "refusal-ends"  # 明确拒绝调解的, 不得调解
    MEDIATORS = "mediators"  # 选择或者指定调解员
    PARTY_RIGHTS = "party-rights"  # 当事人权利
    RIGHTS_TOLD = "rights-told"  # 权利义务告知
    DANGER = "danger"  # 激化、治安或者刑事案件
    FAILURE = "failure"  # 调解不成
    MEDIATION_FILES = "mediation-files"  # 调解组织建立档案
    AGREEMENT_FORM = "agreement-form"  # 协议书、口头协议
    AGREEMENT_CONTENT = "agreement-content"  # 协议书载明事项、盖章
    PERFORMANCE = "performance"  # 监督履行
    CONFIRMATION = "confirmation"  # 司法确认
    NO_CONFIRMATION = "no-confirmation"  # 不予受理司法确认
    REPRESENTATIVES = "representatives"  # 代表人
    RECUSAL = "recusal"  # 回避
    MEDIATOR_RECUSAL = "mediator-recusal"  # 调解员回避(参照)
    MINORS = "minors"  # 未成年人
    GUARDIANS = "guardians"  # 监护人
    DOMESTIC_VIOLENCE = "domestic-violence"  # 家庭暴力
    STATUS = "status"  # 身份关系
    ILLEGALITY_REMAINS = "illegality-remains"  # 调解不免除其他法律责任
    FIRST_DAY = "first-day"  # 期间开始之日不计
    LAST_DAY = "last-day"  # 期间末日顺延
    ORDER_OF_STEPS = "order-of-steps"
    ONE_OWNER = "one-owner"
    LADDER = "ladder"
    LEVEL_PERIOD = "level-period"
    WHOLE_PERIOD = "whole-period"
    SESSION = "session"
    SCREEN = "screen"
    REVISIT = "revisit"
    UNDO_WITHDRAWAL = "undo-withdrawal"
    REOPENING = "reopening"
    SERVICE = "service"
    FRESH_PAPERS = "fresh-papers"
    CORRESPONDING_DAY = "corresponding-day"  # 按月、年计算的期间以对应日为末日
    BY_THE_HOUR = "by-the-hour"  # 按小时计算的期间
    END_OF_LAST_DAY = "end-of-last-day"  # 最后一日的截止时间
    COURT_LAST_DAY = "court-last-day"  # 期间最后一日是法定休假日的顺延
    FILED_IN_TIME = "filed-in-time"  # 期满前交邮的不算过期
    PROOF_OF_SERVICE = "proof-of-service"  # 送达回证
    PUBLIC_NOTICE = "public-notice"  # 公告送达
    PERIODS = "periods"  # 期间的计算, 法律另有规定或者当事人另有约定的除外
    LIMITATION = "limitation"  # 普通诉讼时效
    ASKING_INTERRUPTS = "asking-interrupts"  # 提出请求, 诉讼时效中断
    COUNTED_ANEW = "counted-anew"  # 从有关程序终结时起重新计算
    CORRECTION = "correction"  # 更正
    CUT_OVER = "cut-over"  # 历史与在办事项接续
    # petitions
    ROUTING = "routing"  # 登记, 转送、交办
    INFORMED = "informed"  # 书面告知
    COMPETENT_ORGAN = "competent-organ"  # 属于本机关职权的受理, 不属于的告知去向
    TRANSFER_OBJECTION = "transfer-objection"  # 异议
    COMPETENCE = "competence"  # 受理争议
    SUCCESSOR = "successor"  # 分立、合并、撤销的, 由继续行使职权的机关受理
    URGENT = "urgent"  # 重大、紧急信访事项
    THREE_IN_PLACE = "three-in-place"  # 三到位一处理
    LITIGATION_SEPARATED = "litigation-separated"  # 诉访分离
    SUGGESTIONS = "suggestions"  # 建议意见类
    ACCUSATIONS = "accusations"  # 检举控告类
    CLASSIFIED_HANDLING = "classified-handling"  # 分类处理
    FACTS_HEARD = "facts-heard"  # 听取事实和理由, 调查核实
    HANDLING_OPINION = "handling-opinion"  # 处理意见书
    MEDIATION_IN_PETITION = "mediation-in-petition"  # 运用调解、和解
    HANDLING_PERIOD = "handling-period"  # 办结期限, 延期
    REVIEW = "review"  # 复查
    RE_REVIEW = "re-review"  # 复核
    PROCEDURE_ENDED = "procedure-ended"  # 复核后不再受理
    AFTER_CARE = "after-care"  # 终结后的疏导教育、矛盾化解、帮扶救助
    PENDING_ELSEWHERE = "pending-elsewhere"  # 规定期限内向上级提出的, 上级不予受理
    PLACE_OF_VISIT = "place-of-visit"  # 到有权处理的本级或者上一级机关
    REFERRAL = "referral"  # 违法行为依法处理
    SUPERVISION = "supervision"  # 督办
    SHIRKING = "shirking"  # 推诿、敷衍、拖延
    IMPROVEMENT = "improvement"  # 改进工作的建议
    BETTER_POLICY = "better-policy"  # 完善政策的建议
    ACCOUNTABILITY = "accountability"  # 追究责任的建议
    ADOPTION_FEEDBACK = "adoption-feedback"  # 书面反馈采纳情况
    NEGLECT = "neglect"  # 对建议重视不够、落实不力
    SUPERVISION_LADDER = "supervision-ladder"  # 逐级督办
    SIMPLIFIED = "simplified"  # 简易办理
    SUPPLEMENT = "supplement"  # 补正
    FIRST_VISIT = "first-visit"  # 五个一次性, 首访责任
    REPLY_REVISIT = "reply-revisit"  # 答复后回访
    EVALUATION = "evaluation"  # 满意度评价
    CLOSING_AUDIT = "closing-audit"  # 审结
    CONSULTATION = "consultation"  # 咨询
    TIE_BREAK = "tie-break"  # 管辖争议的裁定次序
    SAME_MATTER = "same-matter"  # 同一事项
    AGENCY = "agency"  # 代办
    HEARING_PANEL = "hearing-panel"  # 听证评议团
    INSPECTION = "inspection"  # 督查, 积案包案, 三查双核
    SEALED_INTAKE = "sealed-intake"  # 收件密存, 分类后入档
    NOTES = "notes"  # 内部备注, 告知信息
    HANDOFF = "handoff"  # 对接
    EVENT = "event"  # 事件
    JOINT_HANDLING = "joint-handling"  # 联合办理
    STAFFING = "staffing"  # 在岗、代理、离任交接
    DIRECTORY = "directory"  # 人员岗位变更
    REGISTERS = "registers"  # 名册、权责清单
    WINDOWS = "windows"  # 窗口、值班
    ADDED_PAPERS = "added-papers"  # 补充材料
    FILE_BOUND = "file-bound"  # 归档
    COPY_MASKED = "copy-masked"  # 副本遮盖
    NOTICES = "notices"  # 通知
    DISPATCH = "dispatch"  # 吹哨报到, 突发事件指挥
    MEDIATION_ASSIGNED = "mediation-assigned"  # 委派调解, 经当事人同意
    FORMER_MEDIATORS = "former-mediators"  # 调解过的不再担任其他角色
    MEDIATION_TIME = "mediation-time"  # 委派、委托调解的期限
    MEDIATOR_ANSWERS = "mediator-answers"  # 接受或者拒绝, 逾期可以另行选定
    OTHER_SIDE_ASKED = "other-side-asked"  # 一方申请的, 征询对方
    ONLINE_MEDIATION_TIME = "online-mediation-time"  # 在线调解的期限
    CONFIRMATION_ENFORCED = "confirmation-enforced"  # 裁定有效的, 可以申请执行
    ENFORCEMENT_IN_TIME = "enforcement-in-time"  # 申请执行的期间
    # dockings
    PROTECTION = "protection"  # 反家庭暴力, 保护在先
    NO_COURT_MEDIATION = "no-court-mediation"  # 不得调解的案件
    FEIGNED_MEDIATION = "feigned-mediation"  # 虚假调解
    SUPPLEMENTED_COMPLAINT = "supplemented-complaint"  # 补正后重新计算
    CONFIRMATION_REJECTED = "confirmation-rejected"  # 裁定驳回司法确认申请
    SECURITY_MEDIATION = "security-mediation"  # 民间纠纷引起的治安案件
    NO_SECURITY_MEDIATION = "no-security-mediation"  # 不适用治安调解
    VIOLATION_RECORDS = "violation-records"  # 违法记录封存
    RECONCILIATION = "reconciliation"  # 刑事和解
    LAND_ARBITRATION = "land-arbitration"  # 农村土地承包仲裁的范围
    MEDICAL_MEDIATION = "medical-mediation"  # 医疗纠纷调解
    TRAFFIC_MEDIATION = "traffic-mediation"  # 交通事故调解
    COMMERCIAL_MEDIATION = "commercial-mediation"  # 商事调解的范围
    NOT_REVIEWABLE = "not-reviewable"  # 不属于行政复议范围
    NOTARIZATION = "notarization"  # 不予办理公证
    LEGAL_AID = "legal-aid"  # 法律援助的审查
    COUNSELLING = "counselling"  # 心理服务保密
    # personal information
    PERSONAL_NOTICE = "personal-notice"  # 处理前告知
    RETENTION = "retention"  # 保存期限为实现处理目的所必要的最短时间
    SEE_AND_COPY = "see-and-copy"  # 查阅、复制
    DATA_CORRECTION = "data-correction"  # 更正、补充
    ERASURE = "erasure"  # 删除; 保管期限未满的, 停止除存储外的处理
    EXPLANATION = "explanation"  # 解释说明处理规则
    DATA_REQUEST = "data-request"  # 便捷的申请受理机制; 拒绝说明理由, 可以起诉
    RETENTION_SCHEDULE = "retention-schedule"  # 保管期限表
    LEGAL_HOLD = "legal-hold"  # 保全, 不予删除
    TWO_PERSONS = "two-persons"  # 提请与核准分开
    REQUEST_TIME = "request-time"  # 答复请求的时间
    # who reads what
    AUTHORITY = "authority"  # 岗位权限
    UNMASKING = "unmasking"  # 查看被遮盖的信息
    ERRAND = "errand"  # 信访代办
    INVITED = "invited"  # 邀请参与调解, 经各方同意
    MEDIATION_SECRECY = "mediation-secrecy"  # 调解中的隐私、商业秘密
    MINORS_PRIVACY = "minors-privacy"  # 未成年人隐私
    REPORTERS = "reporters"  # 为举报人保密
    SENSITIVE_INFORMATION = "sensitive-information"  # 敏感个人信息
    # what is counted, reported, published
    COUNTING = "counting"  # 指标和报告
    PUBLIC_CONTENT = "public-content"  # 公开内容
    # meetings
    CONVENING = "convening"  # 会议：议题各有归宿
    PUBLIC_RECEPTIONS = "public-receptions"  # 公布接访时间、地点
    JOINT_MEETING = "joint-meeting"  # 信访工作联席会议
    PAPERWORK = "paperwork"  # 文书的拟稿、审核、签发、用印

    @property
    def article(self) -> Article:
        return ARTICLES[self]


def _policy(item: int) -> Article:
    return Article(Source.COUNTY_POLICY, item, mark=Mark.POLICY)


ARTICLES = {
    Basis.VOLUNTARY: Article(Source.MEDIATION_LAW, 3),
    Basis.NO_BAR_TO_COURT: Article(Source.MEDIATION_LAW, 3),
    Basis.REFUSAL_ENDS: Article(Source.MEDIATION_LAW, 17),
    Basis.MEDIATORS: Article(Source.MEDIATION_LAW, 19),
    Basis.PARTY_RIGHTS: Article(Source.MEDIATION_LAW, 23),
    Basis.RIGHTS_TOLD: Article(Source.MEDIATION_LAW, 24),
    Basis.DANGER: Article(Source.MEDIATION_LAW, 25),
    Basis.FAILURE: Article(Source.MEDIATION_LAW, 26),
    Basis.MEDIATION_FILES: Article(Source.MEDIATION_LAW, 27),
    Basis.AGREEMENT_FORM: Article(Source.MEDIATION_LAW, 28),
    Basis.AGREEMENT_CONTENT: Article(Source.MEDIATION_LAW, 29),
    Basis.PERFORMANCE: Article(Source.MEDIATION_LAW, 31),
    Basis.CONFIRMATION: Article(Source.CIVIL_PROCEDURE_LAW, 205),
    Basis.NO_CONFIRMATION: Article(Source.CIVIL_PROCEDURE_INTERPRETATION, 355),
    Basis.REPRESENTATIVES: Article(Source.PETITION_REGULATIONS, 20, 3),
    Basis.RECUSAL: Article(Source.PETITION_REGULATIONS, 28, 3),
    Basis.MEDIATOR_RECUSAL: Article(Source.INVITED_MEDIATION_RULES, 15),
    Basis.MINORS: Article(Source.MINORS_PROTECTION_LAW, 4),
    Basis.GUARDIANS: _policy(1),
    Basis.DOMESTIC_VIOLENCE: Article(Source.DOMESTIC_VIOLENCE_LAW, 13),
    Basis.STATUS: Article(Source.CIVIL_PROCEDURE_INTERPRETATION, 355),
    Basis.ILLEGALITY_REMAINS: Article(Source.MARKET_COMPLAINTS_RULES, 23),
    Basis.FIRST_DAY: Article(Source.CIVIL_CODE, 201, 1),
    Basis.LAST_DAY: Article(Source.CIVIL_CODE, 203, 1),
    Basis.ORDER_OF_STEPS: _policy(2),
    Basis.ONE_OWNER: _policy(3),
    Basis.LADDER: _policy(4),
    Basis.LEVEL_PERIOD: _policy(5),
    Basis.WHOLE_PERIOD: _policy(6),
    Basis.SESSION: _policy(7),
    Basis.SCREEN: _policy(8),
    Basis.REVISIT: _policy(9),
    Basis.UNDO_WITHDRAWAL: _policy(10),
    Basis.REOPENING: _policy(11),
    Basis.SERVICE: _policy(12),
    Basis.FRESH_PAPERS: _policy(13),
    Basis.CORRESPONDING_DAY: Article(Source.CIVIL_CODE, 202),
    Basis.BY_THE_HOUR: Article(Source.CIVIL_CODE, 201, 2),
    Basis.END_OF_LAST_DAY: Article(Source.CIVIL_CODE, 203, 2),
    Basis.COURT_LAST_DAY: Article(Source.CIVIL_PROCEDURE_LAW, 85, 3),
    Basis.FILED_IN_TIME: Article(Source.CIVIL_PROCEDURE_LAW, 85, 4),
    Basis.PROOF_OF_SERVICE: Article(Source.CIVIL_PROCEDURE_LAW, 87),
    Basis.PUBLIC_NOTICE: Article(Source.CIVIL_PROCEDURE_LAW, 95),
    Basis.PERIODS: Article(Source.CIVIL_CODE, 204),
    Basis.LIMITATION: Article(Source.CIVIL_CODE, 188),
    Basis.ASKING_INTERRUPTS: Article(Source.LIMITATION_PROVISIONS, 12),
    Basis.COUNTED_ANEW: Article(Source.CIVIL_CODE, 195),
    Basis.CORRECTION: _policy(14),
    Basis.CUT_OVER: _policy(15),
    Basis.ROUTING: Article(Source.PETITION_REGULATIONS, 22),
    Basis.INFORMED: Article(Source.PETITION_REGULATIONS, 23, 2),
    Basis.COMPETENT_ORGAN: Article(Source.PETITION_REGULATIONS, 23, 1),
    Basis.TRANSFER_OBJECTION: Article(Source.PETITION_REGULATIONS, 23, 3),
    Basis.COMPETENCE: Article(Source.PETITION_REGULATIONS, 24, 1),
    Basis.SUCCESSOR: Article(Source.PETITION_REGULATIONS, 24, 2),
    Basis.URGENT: Article(Source.PETITION_REGULATIONS, 25),
    Basis.THREE_IN_PLACE: Article(Source.PETITION_REGULATIONS, 27),
    Basis.LITIGATION_SEPARATED: Article(Source.PETITION_REGULATIONS, 28, 2),
    Basis.SUGGESTIONS: Article(Source.PETITION_REGULATIONS, 29),
    Basis.ACCUSATIONS: Article(Source.PETITION_REGULATIONS, 30),
    Basis.CLASSIFIED_HANDLING: Article(Source.PETITION_REGULATIONS, 31),
    Basis.FACTS_HEARD: Article(Source.PETITION_REGULATIONS, 31, item=6),
    Basis.HANDLING_OPINION: Article(Source.PETITION_REGULATIONS, 32),
    Basis.MEDIATION_IN_PETITION: Article(Source.PETITION_REGULATIONS, 33),
    Basis.HANDLING_PERIOD: Article(Source.PETITION_REGULATIONS, 34),
    Basis.REVIEW: Article(Source.PETITION_REGULATIONS, 35),
    Basis.RE_REVIEW: Article(Source.PETITION_REGULATIONS, 36),
    Basis.PROCEDURE_ENDED: Article(Source.PETITION_REGULATIONS, 36, 3),
    Basis.AFTER_CARE: Article(Source.PETITION_REGULATIONS, 37, 3),
    Basis.PENDING_ELSEWHERE: Article(Source.PETITION_REGULATIONS, 19, 3),
    Basis.PLACE_OF_VISIT: Article(Source.PETITION_REGULATIONS, 20, 1),
    Basis.REFERRAL: Article(Source.PETITION_REGULATIONS, 47),
    Basis.SUPERVISION: Article(Source.PETITION_REGULATIONS, 40, 1),
    Basis.SHIRKING: Article(Source.PETITION_REGULATIONS, 45, item=1),
    Basis.IMPROVEMENT: Article(Source.PETITION_REGULATIONS, 40, 1),
    Basis.BETTER_POLICY: Article(Source.PETITION_REGULATIONS, 40, 2),
    Basis.ACCOUNTABILITY: Article(Source.PETITION_REGULATIONS, 40, 3),
    Basis.ADOPTION_FEEDBACK: Article(Source.PETITION_REGULATIONS, 40, 4),
    Basis.NEGLECT: Article(Source.PETITION_REGULATIONS, 45, item=3),
    Basis.SUPERVISION_LADDER: _policy(42),
    Basis.SIMPLIFIED: Article(Source.SIMPLIFIED_HANDLING, 4),
    Basis.SUPPLEMENT: _policy(16),
    Basis.FIRST_VISIT: _policy(17),
    Basis.REPLY_REVISIT: _policy(18),
    Basis.EVALUATION: _policy(19),
    Basis.CLOSING_AUDIT: _policy(20),
    Basis.CONSULTATION: _policy(21),
    Basis.TIE_BREAK: _policy(22),
    Basis.SAME_MATTER: _policy(23),
    Basis.AGENCY: _policy(24),
    Basis.HEARING_PANEL: _policy(25),
    Basis.SEALED_INTAKE: _policy(26),
    Basis.NOTES: _policy(27),
    Basis.CONFIRMATION_ENFORCED: Article(Source.CIVIL_PROCEDURE_LAW, 206),
    Basis.ENFORCEMENT_IN_TIME: Article(Source.CIVIL_PROCEDURE_LAW, 250),
    Basis.HANDOFF: _policy(28),
    Basis.JOINT_HANDLING: _policy(29),
    Basis.STAFFING: _policy(30),
    Basis.DIRECTORY: _policy(31),
    Basis.REGISTERS: _policy(43),
    Basis.WINDOWS: _policy(46),
    Basis.DISPATCH: _policy(44),
    Basis.MEDIATION_ASSIGNED: Article(Source.INVITED_MEDIATION_RULES, 11),
    Basis.FORMER_MEDIATORS: Article(Source.INVITED_MEDIATION_RULES, 16),
    Basis.MEDIATION_TIME: Article(Source.INVITED_MEDIATION_RULES, 27),
    Basis.MEDIATOR_ANSWERS: Article(Source.ONLINE_MEDIATION_RULES, 12),
    Basis.OTHER_SIDE_ASKED: Article(Source.ONLINE_MEDIATION_RULES, 15),
    Basis.ONLINE_MEDIATION_TIME: Article(Source.ONLINE_MEDIATION_RULES, 24),
    Basis.PROTECTION: Article(Source.DOMESTIC_VIOLENCE_LAW, 15),
    Basis.NO_COURT_MEDIATION: Article(Source.CIVIL_PROCEDURE_INTERPRETATION, 143),
    Basis.FEIGNED_MEDIATION: Article(Source.INVITED_MEDIATION_RULES, 18),
    Basis.SUPPLEMENTED_COMPLAINT: Article(Source.CIVIL_PROCEDURE_INTERPRETATION, 126),
    Basis.CONFIRMATION_REJECTED: Article(Source.CIVIL_PROCEDURE_INTERPRETATION, 358),
    Basis.SECURITY_MEDIATION: Article(Source.PUBLIC_SECURITY_LAW, 9),
    Basis.NO_SECURITY_MEDIATION: Article(Source.POLICE_PROCEDURE, 179),
    Basis.VIOLATION_RECORDS: Article(Source.PUBLIC_SECURITY_LAW, 136),
    Basis.RECONCILIATION: Article(Source.CRIMINAL_PROCEDURE_LAW, 288),
    Basis.LAND_ARBITRATION: Article(Source.RURAL_LAND_DISPUTES_LAW, 2, 3),
    Basis.MEDICAL_MEDIATION: Article(Source.MEDICAL_DISPUTES_REGULATIONS, 31),
    Basis.TRAFFIC_MEDIATION: Article(Source.ROAD_SAFETY_LAW, 74),
    Basis.COMMERCIAL_MEDIATION: Article(Source.COMMERCIAL_MEDIATION_REGULATIONS, 2),
    Basis.NOT_REVIEWABLE: Article(Source.RECONSIDERATION_REGULATIONS, 36, item=5),
    Basis.NOTARIZATION: Article(Source.NOTARY_LAW, 31),
    Basis.LEGAL_AID: Article(Source.LEGAL_AID_LAW, 43),
    Basis.COUNSELLING: Article(Source.MENTAL_HEALTH_LAW, 4),
    Basis.PERSONAL_NOTICE: Article(Source.PERSONAL_INFORMATION_LAW, 17),
    Basis.RETENTION: Article(Source.PERSONAL_INFORMATION_LAW, 19),
    Basis.SEE_AND_COPY: Article(Source.PERSONAL_INFORMATION_LAW, 45),
    Basis.DATA_CORRECTION: Article(Source.PERSONAL_INFORMATION_LAW, 46),
    Basis.ERASURE: Article(Source.PERSONAL_INFORMATION_LAW, 47),
    Basis.EXPLANATION: Article(Source.PERSONAL_INFORMATION_LAW, 48),
    Basis.DATA_REQUEST: Article(Source.PERSONAL_INFORMATION_LAW, 50),
    Basis.RETENTION_SCHEDULE: _policy(32),
    Basis.LEGAL_HOLD: _policy(33),
    Basis.TWO_PERSONS: _policy(34),
    Basis.REQUEST_TIME: _policy(35),
    Basis.AUTHORITY: _policy(36),
    Basis.UNMASKING: _policy(37),
    Basis.EVENT: _policy(40),
    Basis.COUNTING: _policy(38),
    Basis.PUBLIC_CONTENT: _policy(39),
    Basis.INSPECTION: _policy(47),
    Basis.ADDED_PAPERS: _policy(49),
    Basis.FILE_BOUND: _policy(51),
    Basis.COPY_MASKED: _policy(52),
    Basis.NOTICES: _policy(50),
    Basis.ERRAND: _policy(45),
    Basis.INVITED: Article(Source.MEDIATION_LAW, 20),
    Basis.MEDIATION_SECRECY: Article(Source.MEDIATION_LAW, 15, item=4),
    Basis.MINORS_PRIVACY: Article(Source.MINORS_PROTECTION_LAW, 103),
    Basis.REPORTERS: Article(Source.LABOUR_INSPECTION_REGULATIONS, 9),
    Basis.SENSITIVE_INFORMATION: Article(Source.PERSONAL_INFORMATION_LAW, 28),
    Basis.CONVENING: _policy(41),
    Basis.PUBLIC_RECEPTIONS: Article(Source.PETITION_REGULATIONS, 18),
    Basis.PAPERWORK: _policy(48),
    Basis.JOINT_MEETING: Article(Source.PETITION_REGULATIONS, 13, 3),
}
