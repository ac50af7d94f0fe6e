"""The control API: what a test or a page does to the training room."""
