"""Which widget asks a question of which type: the one table from type to widget."""

from __future__ import annotations

from rrn_desktop.forms.definition import Question
from ui.forms.body_field import BodyField
from ui.forms.choice_fields import ChoiceField, ChoicesField, YesNoField
from ui.forms.derived_field import DerivedField
from ui.forms.duration_field import DurationField
from ui.forms.field import Field, FieldContext
from ui.forms.person_fields import PersonField, StaffField
from ui.forms.question_block import QuestionBlock
from ui.forms.repeat_field import RepeatField
from ui.forms.text_fields import LongTextField, NumberField, TextField
from ui.forms.time_fields import DateField, TimeField, WhenField

FIELDS: dict[str, type[Field]] = {
    "text": TextField,
    "long_text": LongTextField,
    "choice": ChoiceField,
    "choices": ChoicesField,
    "yes_no": YesNoField,
    "date": DateField,
    "time": TimeField,
    "date_time": WhenField,
    "number": NumberField,
    "duration": DurationField,
    "person": PersonField,
    "staff": StaffField,
    "body_map": BodyField,
    "repeat": RepeatField,
}


def field_for(question: Question, path: str, context: FieldContext) -> Field:
    """Return the widget that asks a question."""
    return DerivedField(question, path, context) if question.derived else FIELDS[question.type](question, path, context)


def block_for(question: Question, path: str, context: FieldContext) -> QuestionBlock:
    """Return the widget that asks a question, with label, hint, error and stated unknowns."""
    return QuestionBlock(field_for(question, path, context))
