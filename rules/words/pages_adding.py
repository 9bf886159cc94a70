"""What stands on the pages about papers that are added."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "page": {
        "added-papers": ("补充的材料", "Papers that were added"),
        "no-added-papers": ("还没有补充的材料。", "No paper was added yet."),
        "no-papers-of-yours": ("您还没有补充过材料。", "You have added no paper yet."),
        "add-paper": ("添加材料", "Add a paper"),
        "add-or-see-papers": ("补充材料，或者查看已补充的", "Add a paper, or see what you added"),
        "add": ("添加", "Add"),
        "paper-added": ("材料已收到。", "The paper has arrived."),
        "take": ("下载", "Download"),
        "title-unseen": ("（名称不可见）", "(title not shown)"),
        "added-by-code": ("本人凭查询码", "By tracking code"),
        "choose-file": ("选择文件或者拍照", "Choose a file, or take a photograph"),
        "file-kinds": (
            "照片、PDF、文字文档、表格、纯文本，一份不超过二十兆。照片里的拍摄地点会去掉。",
            "Photographs, PDF, text documents, spreadsheets, text; 20 MB at most. The place is removed.",
        ),
        "paper-title": ("材料名称", "What it is"),
        "paper-title-hint": (
            "例如：收据、现场照片。不填就用文件名。",
            "A receipt, a photograph; else the name of the file.",
        ),
    }
}
