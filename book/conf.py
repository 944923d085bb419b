"""Sphinx settings of the web book."""

project = "Why derivatives matter for neural networks"
html_title = project
language = "en"
extensions = ["myst_nb", "book.maths"]
exclude_patterns = ["materials"]

myst_enable_extensions = ["dollarmath", "colon_fence", "attrs_block"]
myst_heading_anchors = 3
nb_execution_mode = "off"  # the lessons come with their figures
nb_ipywidgets_js = {}
nb_code_prompt_show = "Show the check of your answer"
nb_code_prompt_hide = "Hide the check"
html_math_renderer = "mathml"

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_js_files = ["frames.js"]
html_copy_source = False
html_show_search_summary = False  # a page opened from a file may not fetch others
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#5a2f8a",
        "color-brand-content": "#5a2f8a",
        "color-brand-visited": "#6a3d9a",
    },
    "dark_css_variables": {
        "color-brand-primary": "#c4a2ee",
        "color-brand-content": "#c4a2ee",
        "color-brand-visited": "#b493dd",
    },
}
