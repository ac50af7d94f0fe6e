"""Journeys go through a whole desk."""

from tests.desk.fixtures import desk, pytest_runtest_makereport, the_desk

__all__ = ["desk", "pytest_runtest_makereport", "the_desk"]
