"""Workbook or CSV to typed rows with problems by cell, and rows back to sheets; knows no table and no database."""
