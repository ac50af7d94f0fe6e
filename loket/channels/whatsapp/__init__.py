"""
WhatsApp Cloud API, whole: what comes in, what goes out, who signed it.

Shapes, limits and codes were read on 23 November 2026 in Meta's documentation of
the Business Platform, in its OpenAPI file v23.0 and in its Postman collection.
"""
