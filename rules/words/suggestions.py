"""Why a route is suggested (途径建议的理由), and what every suggestion is."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "suggestion-ground": {
        "danger": (
            "文中提到生命或者人身危险：先报警、先求救，其他事随后再办",
            "The text speaks of danger to life: police and rescue come first, everything else after",
        ),
        "accusation": (
            "可能含有检举控告：分出来保密办理，原话在此不再出现",
            "It may hold an accusation: that is split off and sealed, and its words are not repeated here",
        ),
        "list-words": ("文中有人们说这件事时常用的词", "It has words by which people name this"),
        "together": ("这些词出现在同一句话里", "These words stand in one sentence"),
        "alike": ("和人们反映这件事的说法相近", "It is close to how people put this"),
        "content-class": ("内容分类也指向这里", "Its content class points here as well"),
        "words-withheld": (
            "另有其他理由；因可能含有检举控告，词语在此不显示",
            "There are reasons; their words are not shown, for the text may hold an accusation",
        ),
        "nothing-else": (
            "没有词语指向其他途径，请工作人员当面了解",
            "No words point to another route; let somebody ask and look",
        ),
    },
    "suggestion-note": {
        "a-person-decides": (
            "这只是建议，不作任何决定；由工作人员核对以后确定",
            "These are suggestions and decide nothing; a person looks and decides",
        ),
        "nothing-kept": ("输入的文字不保存、不记入日志", "The text is neither kept nor logged"),
        "words-alone": (
            "没有可用的模型，只按清单用语和说法提示，没有内容分类",
            "There is no model: the words of the list serve alone, and no content class is told",
        ),
    },
}
