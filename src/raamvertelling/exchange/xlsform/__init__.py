"""XLSForm: the workbooks of KoboToolbox, ODK and Survey123, read into a framework and written from one."""

from raamvertelling.exchange.xlsform.reading import ReadForm, read_xlsform
from raamvertelling.exchange.xlsform.writing import WrittenForm, write_xlsform

__all__ = ["ReadForm", "WrittenForm", "read_xlsform", "write_xlsform"]
