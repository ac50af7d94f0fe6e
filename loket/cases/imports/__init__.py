"""Taking in cases from tables: checked first, taken in pieces, undone whole."""
