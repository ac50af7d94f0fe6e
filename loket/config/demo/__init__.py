"""A training desk: an invented agency with three offices in three time zones."""
