# Comparing without seeing.

compare-title = Compare without seeing
compare-about = Type what the document shows. The register says whether it holds the same and shows no data. Nothing typed is kept.
compare-document = Document
compare-document-child = child’s document
compare-document-applicant = applicant’s document
compare-document-snils = child’s SNILS
compare-turn = The left and right arrows choose the document; what was typed is wiped with it.
compare-type = Type it exactly as in the document. Slips that show at once cost no try.
compare-refused = That character can’t stand here: type what the document shows.
compare-asking = The register compares, wait for its answer. Esc closes the question, but the try is used up.
compare-seen = The register’s data are before you: compare them by eye, without this question.
compare-no-line = There is no line, and only the register can compare without seeing. Compare the application with the documents, and try again when the line is back.
compare-no-answer = No answer: the line broke. Try again when it is back; what you typed stays while the question is open.
compare-exhausted = Your 30 questions of the hour are used up. Wait, or ask a colleague who sees the data.
compare-not-allowed = Whoever accepts applications may compare. Ask such a colleague.
compare-match = { $number }: the { $document } is as the register holds it, the fields are marked. { $left ->
    [one] { $left } try is
   *[other] { $left } tries are
} left today.
compare-differs = { $number }: the { $document } differs; where, the register doesn’t tell. Check what you typed, or return the application. { $left ->
    [one] { $left } try
   *[other] { $left } tries
} left.
