"""Loket, the service window: a public-service desk that citizens reach by chat."""
