"""The sheets of the result workbook."""
