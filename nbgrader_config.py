"""nbgrader's settings for this course.

With them `nbgrader autograde` and formgrader grade in the cage: hand-ins are repaired before
nbgrader looks at them, and the Execute preprocessor is replaced by the caged grader.
"""

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "why-derivatives-matter"

c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

c.GenerateAssignment.post_convert_hook = "autograder.generated.complete"

c.Autograde.exporter_class = "autograder.seek.SeekingExporter"
c.Autograde.pre_convert_hook = "autograder.preprocess.admit"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "autograder.preprocess.Repair",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.preprocess.CagedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "autograder.preprocess.LookAgain",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# nbgrader's own feedback pages show locked cells as students got them.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.preprocess.AsReleased",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# `nbgrader zip_collect` understands the file names of Canvas, Moodle and Gradescope. The class
# list is a CSV file as they export it; without one, their own ids become the student ids.
c.ZipCollectApp.collector_plugin = "autograder.lms.zipcollect.LmsCollector"
c.LmsCollector.students = ""

# nbgrader's own pages (feedback, formgrader) show what students wrote: without scripts.
c.HTMLExporter.filters = {"markdown2html": "autograder.markup.markdown_of_cell"}
