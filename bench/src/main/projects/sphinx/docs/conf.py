project = "Handbook"
author = "A Tester"
extensions = []
html_theme = "alabaster"
html_theme_options = {"github_banner": False}
html_favicon = "favicon.svg"
