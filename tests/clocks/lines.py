"""An explanation as lines of plain text: what ``golden`` holds by hand, and what the evaluator reads."""

from datetime import datetime

from rules.clocks.reckoning import DueDate, Step, StepCode
from tests.clocks.making import on_the_wall


def lines(due: DueDate) -> list[str]:
    return [line(step) for step in due.steps]


def line(step: Step) -> str:  # noqa: PLR0912, C901 one branch for each code
    match step.code:
        case StepCode.STARTED:
            return f"started {step.first}"
        case StepCode.STARTED_AT:
            return f"started at {_wall(step.at)}"
        case StepCode.EXTENDED:
            return f"extended by {step.count} {step.unit}"
        case StepCode.EXCLUDED if step.at:
            return f"excluded {step.because} from {_wall(step.at)} for {step.count} seconds"
        case StepCode.EXCLUDED:
            return f"excluded {step.because} {step.first}..{step.last} for {step.count} days"
        case StepCode.SKIPPED:
            return f"skipped {step.because} {step.first}..{step.last}"
        case StepCode.MAKE_UP_COUNTED:
            return f"counted make-up workday {step.first}"
        case StepCode.COUNTED if step.at:
            return f"counted {step.count} {step.unit} to {_wall(step.at)}"
        case StepCode.COUNTED:
            return f"counted {step.count} {step.unit} to {step.last}"
        case StepCode.MONTH_END:
            return f"month ends {step.last}"
        case StepCode.ROLLED:
            return f"rolled over {step.because} {step.first}..{step.last}"
        case StepCode.STAYED:
            return f"stayed on make-up workday {step.first}"
        case StepCode.NOT_ROLLED:
            return f"not rolled from {step.because} {step.first}"
        case StepCode.PROVISIONAL:
            return f"provisional {step.count}"
        case StepCode.ENDS if step.at:
            return f"ends at {_wall(step.at)}"
        case StepCode.ENDS:
            return f"ends {step.last}"


def _wall(at: datetime | None) -> str:
    assert at
    return on_the_wall(at).isoformat()
