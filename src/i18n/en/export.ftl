# Export of lists.

export-writing = The list is being written to a file…
export-done = The list is written: { $path } ({ $count ->
    [one] { $count } row
   *[other] { $count } rows
}, without personal data).
export-empty = The list is empty: there is nothing to export.
export-failed = The list was not written: { $why }. See that the disk has room and that { $folder } may be written to, then try again.

# What is wrong in a file that is imported into the register.

import-not-text = This is no table of text. Save it as CSV (semicolons between cells) and try again.
import-broken-utf8 = Letters are damaged: the file begins in UTF-8 and goes on otherwise. Save all of it in one encoding, or name it by --encoding.
import-broken-cp1251 = Letters are damaged: neither UTF-8 nor CP1251 has this character. Save the file in one of them.
import-nothing = The file has no lines. The first line names the columns (--template prints it), records follow.
import-column-twice = The column is named twice. Leave one.
import-column-unknown = The register doesn’t know the name of column { $at }. Compare it with --template, or take the column out.
import-column-missing = This column is missing. Add it, as in --template.
import-open-quote = A line ends inside the cell: a quote is probably not closed. Close it, or take the line break out.
import-fields = The line has { $found } cells and the header { $wanted }. Check the semicolons; put a text with a semicolon in quotes.
import-too-long = The file has more than { $most } lines. Split it.
import-empty = Nothing is here. Fill it in.
import-date = This is no date. Write it as 12.03.2015.
import-date-ahead = This day has not come yet. Correct the date.
import-organisation = The register has no such organisation. Write its number, or enter it first.
import-application-number = The number of the application is wrong: digits are lost or mixed up. Write 13 digits, or leave it empty and the register gives one.
import-certificate-number = The number of the certificate is wrong. Write 10 digits from the region’s code on, or leave it empty and the register gives one.
import-other-municipality = The number is of another municipality than the organisation. Correct one of them.
import-other-year = The year in the number and in the date of the application differ. Correct one of them.
import-not-awaiting = Only applications that await their signed paper are imported. Take the line out.
import-unknown-word = There is no such value. Possible: { $words }.
import-reason = The reason doesn’t fit the state. Suspended and excluded ones need a reason, superseded ones the new number.
import-journal-number = The journal number has more than 20 characters. Shorten it.
import-video-code = A video's code has small Latin letters, digits and dashes, 40 at most. Choose another.
import-video-title = Both titles are needed, each of 70 characters at most. Write them.
import-video-address = A link begins with https:// and has 100 Latin characters at most: a longer one doesn't fit into a code on the screen. Take a short one.
import-video-article = The handbook has no such article. The command reestr admin videos articles prints their codes.
import-video-length = The length is written in minutes and seconds, as in 4:20. Correct it.
import-twice = This number stands in a line above already. Correct one of the two.
import-taken = This number is taken in the register already. Correct it, or leave it empty.
import-number = This is no number. Write it in digits.
import-prices = The prices are written wrongly. Write an amount, and earlier ones in the order of their days, as in an exported list: “4 000,00 с 01.09.2026; 4 500,00 с 01.10.2026”.
import-schedule = The schedule is written wrongly, or lessons collide. Write it like this: “пн 15:00-16:30 каб. 5; ср 15:00-16:30”.
import-programme-code = This is no code of a programme. Leave it empty, and the register gives one.
import-programme-there = The organisation has a programme of this name in this school year already. Take the lines out or change the name.
import-differs = This differs from the first line of the programme or module. Correct it or leave it empty.
import-answer-yes = yes
import-answer-no = no
