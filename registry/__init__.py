"""The OCOP register of one department.

Rooms, from the ground up: rules, law, models, sheets, queries, documents, usecases, jobs, then the doors (web, cli).
"""
