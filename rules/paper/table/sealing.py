"""What goes to the discipline organ under seal: D-30. It is written in the sealed store and nowhere else."""

from rules.paper.form import SEALED, Form, Known
from rules.paper.writing import XFTL, cited, line

ROWS: tuple[Form, ...] = (
    Form(
        "D-30",
        "移送纪检监察函（密封）",
        "Sealed Transfer to the Discipline Organ",
        "专门岗位",
        "纪检监察机关",
        cited(XFTL, 22, 30),
        (
            line("reference", "编号", "Reference number", Known.NUMBER),
            line("content", "密封件（件数和封签编号）", "Sealed content: pieces and numbers of the seals"),
            line("receipt", "签收", "Receipt"),
        ),
        hands=SEALED,
        is_official=True,
        masks_others=False,
        is_sealed_store=True,
    ),
)
