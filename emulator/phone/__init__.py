"""The phones in the browser: one page with several, and one phone to embed."""
