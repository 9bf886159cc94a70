"""What the holder of a tracking code may do, said to them."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "role": {
        "petitioner": ("信访人（凭查询码）", "Petitioner, by tracking code"),
    },
    "by-code": {
        "evaluation": ("评价责任单位和信访部门", "Evaluate the responsible unit and the petition department"),
        "review": ("对处理意见不服，请求复查", "Disagree with the opinion: ask for a review"),
        "re-review": ("对复查意见不服，请求复核", "Disagree with the review: ask for a re-review"),
        "withdrawal": ("撤回信访事项", "Withdraw the petition"),
        "contest": ("对分类有异议，请求复核分类", "Contest how it was classified"),
        "take-up-again": ("恢复已撤回的信访事项", "Have it taken up again after a withdrawal"),
    },
}
