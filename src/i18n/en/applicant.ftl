# The screen of the applicant: consents.

applicant-count = Consent { $number } of { $count }
applicant-count-refusing = Refusal: consent { $number } of { $count }
applicant-meaning = What it means
applicant-full = Full text
applicant-below = { $count ->
    [one] { $count } more line below. { $key } reads on.
   *[other] { $count } more lines below. { $key } reads on.
}
applicant-above = This is the end of the text. { $key } goes back up.

applicant-read-first = First read the text to its end: only then it can be ticked.
applicant-tick = If you agree, press { $tick }. If not, { $refuse }.
applicant-ticked = You agree. { $submit } goes on, { $tick } takes the tick back.
applicant-was-refused = You have refused. If you changed your mind, press { $tick }.

applicant-refusal = What follows if you refuse
applicant-refusal-sure = Do you refuse this consent?

applicant-thanks = Thank you
applicant-given = You have consented to:
applicant-refused = You have refused:
applicant-hand-back = Hand the keyboard back to the clerk.

applicant-note-read-first = Read the text to its end: { $key }.
applicant-note-no-room = The window is too small for the text: ask the clerk to enlarge it.
applicant-note-tick-first = Press { $key } if you agree.
applicant-note-other-key = Only the keys named below are needed now.

applicant-password = The clerk's password:
applicant-password-why = The keyboard goes back to the clerk by the clerk's password.
applicant-password-waiting = Checking…
applicant-password-wrong = { $count ->
    [one] Wrong password ({ $count } time). Check the layout and Caps Lock.
   *[other] Wrong password ({ $count } times). Check the layout and Caps Lock.
}
applicant-password-wait = { $seconds ->
    [one] Wait { $seconds } second and press Enter again.
   *[other] Wait { $seconds } seconds and press Enter again.
}

applicant-key-tick = Tick
applicant-key-on = Go on
applicant-key-refuse = Refuse
applicant-key-read = Read
applicant-key-clerk = Clerk
applicant-key-back = Back
applicant-key-again = Once more
applicant-key-unlock = Take the keyboard
