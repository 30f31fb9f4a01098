"""The only place where rows are touched: granted plans become statements, statements become answers."""
