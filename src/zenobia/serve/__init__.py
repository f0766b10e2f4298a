"""The door that people and programs look through: pages, API, feeds."""

from zenobia.serve.app import create_app

__all__ = ["create_app"]
