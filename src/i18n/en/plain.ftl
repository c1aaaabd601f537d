# Plain mode: words instead of signs, and what is told on the last line.

plain-place = { $at } of { $of }
plain-chosen = chosen { $what }
plain-is-chosen = chosen
plain-empty = empty
plain-again = { $text } (again)

plain-match = matches
plain-mismatch = differs
plain-not-checked = not checked
plain-doubtful = doubtful
plain-changed = changed
plain-to-correct = to correct
plain-done = done
plain-error = error
plain-warning = attention
plain-waits = waiting to be sent
plain-then = then
plain-ticked = ticked
plain-unticked = not ticked
plain-refused = refused

plain-up = Up
plain-down = Down
plain-left = Left
plain-roubles = roubles

plain-notice-done = Done
plain-notice-warning = Attention
plain-notice-error = Error
plain-section = Section { $at } of { $of }: { $name }, checked { $done } of { $all }
plain-beside = here { $here }, there { $there }
plain-beside-at = here { $here }, there { $there }, characters { $places } differ
plain-becomes = becomes
plain-right = Right
plain-fixed = { $from } became { $to }. { $finding }
