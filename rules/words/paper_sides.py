"""Who issues a paper of the catalogue, and whom it is for (出具单位、送给谁), as the catalogue names them."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "paper-side": {
        "上一级机关、单位": ("上一级机关、单位", "Organ one level up"),
        "专门岗位": ("专门岗位", "A post of its own"),
        "交办机关": ("交办机关", "Assigning organ"),
        "人民法院": ("人民法院", "People's court"),
        "人民法院、公安机关": ("人民法院、公安机关", "People's court, or police"),
        "代理人": ("代理人", "Representative"),
        "信访人": ("信访人", "Petitioner"),
        "信访人和各方": ("信访人和各方", "Petitioner and all parties"),
        "信访工作机构": ("信访工作机构", "Petition office"),
        "信访工作机构、上级机关": ("信访工作机构、上级机关", "Petition office and higher organ"),
        "信访部门、责任单位": ("信访部门、责任单位", "Petition department and responsible unit"),
        "党委、政府或者政策制定机关": (
            "党委、政府或者政策制定机关",
            "Party committee, government or the organ that made the policy",
        ),
        "公安机关": ("公安机关", "Police"),
        "包案领导": ("包案领导", "Leader in charge of the case"),
        "县级社会治理中心": ("县级社会治理中心", "County governance centre"),
        "参会单位": ("参会单位", "Units that take part"),
        "召集人": ("召集人", "Convener"),
        "各方当事人": ("各方当事人", "All parties"),
        "复查机关的上一级机关、单位": ("复查机关的上一级机关、单位", "Organ above the one that reviewed"),
        "存档": ("存档", "For the file"),
        "当事人": ("当事人", "Parties"),
        "收到转送、交办的单位": ("收到转送、交办的单位", "Unit it was transferred or assigned to"),
        "有关单位": ("有关单位", "Units concerned"),
        "有关机关、单位": ("有关机关、单位", "Organs and units concerned"),
        "有权处理机关、单位": ("有权处理机关、单位", "Handling organ"),
        "有权处理机关、单位，听证评议团": (
            "有权处理机关、单位，听证评议团",
            "Handling organ and hearing panel",
        ),
        "有管理权限的机关、单位": ("有管理权限的机关、单位", "Organ that oversees the person"),
        "本人": ("本人", "The person themselves"),
        "档案": ("档案", "Archive"),
        "档案管理人员": ("档案管理人员", "Archivist"),
        "窗口": ("窗口", "Service window"),
        "纪检监察机关": ("纪检监察机关", "Discipline inspection and supervision organ"),
        "调解员": ("调解员", "Mediator"),
        "调解组织": ("调解组织", "Mediation body"),
        "调解组织、对接单位": ("调解组织、对接单位", "Mediation body and linked unit"),
        "转送、交办机关": ("转送、交办机关", "Transferring or assigning organ"),
        "送达人": ("送达人", "Whoever serves it"),
    }
}
