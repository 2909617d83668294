"""The page: reports, their figures down to the cell, findings beside their words. Rendered on the server, no scripts."""
