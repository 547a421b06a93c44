"""The empty workbook that staff fill in before an import."""


def template_xlsx() -> bytes:
    """Write a workbook with the recognised columns and a row that explains them."""
    raise NotImplementedError
