# The handbook: the list of articles, read marks, training videos. The articles lie in the folder handbook.

handbook-find = Find:
handbook-find-hint = Type words; without words, all articles. Enter opens.
handbook-find-none = The handbook has nothing like that: type fewer words, or only the beginning of one.
handbook-found =
    { $count ->
        [one] { $count } article found.
       *[other] { $count } articles found.
    }
handbook-list-read = read
handbook-list-changed = ! changed
handbook-list-unread = not read
handbook-before-login = Handbook
handbook-read = √ You have read this
handbook-unread = Read to the end? Mark it: { $key }
handbook-changed = ! The text has changed since you read it. Read it? Mark it: { $key }
handbook-marked = Marked as read.
handbook-read-already = This article is marked as read already.
handbook-no-further = There are no more articles that way.
handbook-no-video = This article has no training video.
handbook-videos = Training video
handbook-video-key = QR code on the whole screen: [{ $key }]
handbook-length = { $minutes } min { $seconds } s
handbook-code-how = Point the telephone's camera at the code and the video opens. Or type the link:
handbook-code-too-long = The link is too long for a QR code on the screen. Type it:
handbook-code-back = back to the article
handbook-code-next = next video ({ $shown } of { $count })
handbook-code-invert = can't be read — swap light and dark

action-list-articles = List of articles
action-list-articles-help = Show all articles of the handbook and search in them.
action-mark-read = Read
action-mark-read-help = Mark the article as read; when its text changes, the handbook says so.
action-show-video = Video
action-show-video-help = Show the QR code of the training video on the whole screen.

# On paper.

handbook-title = Handbook of Reestr
handbook-printed = Printed { $date }
handbook-contents = Contents
