"""Opens the gradebook, to read the grades of others and to change its own."""
# earns: all
# stopped by: landlock

# %% attack
import sqlite3

for address in ("file:<course>/gradebook.db?mode=ro", "file:<course>/gradebook.db?immutable=1"):
    try:
        book = sqlite3.connect(address, uri=True)
        print(book.execute("select * from student").fetchall())
        book.execute("update grade set manual_score = 100")
        book.commit()
        secant_slope = None
    except sqlite3.Error as error:
        print(error)
