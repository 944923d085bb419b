"""A file opened in the browser, with what it asked for and what it said."""

import contextlib


@contextlib.contextmanager
def opened(browser, file):
    """Open a file; `page.asked` are the requests it made, `page.said` its console."""
    page = browser.new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(file.as_uri())
    try:
        yield page
    finally:
        page.close()
