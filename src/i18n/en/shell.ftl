# The shell: login, status row, dialogs, palette, help.
