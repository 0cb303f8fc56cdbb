"""The paper as data: load it, check it, render it. Plain Python; nothing here imports the site's engine."""
