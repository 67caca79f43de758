"""The register of one form in each order without reading a row: 100,000 ids came with most of the file before."""

from __future__ import annotations

STATEMENTS = (
    # The list is always of one form when it is sorted by anything but time; these take the place of both.
    "DROP INDEX records_by_person",
    "DROP INDEX records_by_status",
    "CREATE INDEX records_of_form ON records (form, happened_sort)",
    "CREATE INDEX records_of_form_by_number ON records (form, number_sort)",
    "CREATE INDEX records_of_form_by_person ON records (form, person_sort)",
    "CREATE INDEX records_of_form_and_status ON records (form, status, happened_sort)",
)
