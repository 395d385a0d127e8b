### Texts of the evaluator's app.

## Start and other window

starting = Opening…
loading = Loading
close = Close
try-again = Try again

not-started-title = The app could not open
elsewhere-title = Open in another window
elsewhere-text = Vitrine is already open in another tab or window on this phone. So that nothing gets lost, it works in one at a time.
elsewhere-take = Use it here
elsewhere-taking = Moving here…

nowhere-title = Page not found
nowhere-text = The app has no such address.
nowhere-home = Go to my visits

## Places

places = Navigation
place-visits = Visits
place-sending = Sending
place-settings = Settings
back-to-visits = Back to visits
back-to-visit = Back to the visit

## Notices

update-title = New version available
update-text = Updating takes a moment. Your answers stay saved.
update-now = Update now
enrol-again-title = This phone needs a new invitation
enrol-again-text = The server no longer knows this phone. Nothing is lost: what you recorded will be sent after the new invitation.
enrol-again = Use a new invitation
too-old-title = Update needed
too-old-text = The server asks for a newer version of the app. Close it and open it again with a connection; your answers stay saved.
set-aside-title = Older data set aside
set-aside-text = The data file was damaged and was set aside, unchanged. Before you clean up the phone, see what can be rescued.

## Days and times

day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
moment = { $day } at { $time }
window-one-day = { $day }, { $from } to { $to }
window-days = { $day } { $from } to { $last } { $to }

## Invitation

enrol-title = Enter with an invitation
enrol-lead = Type the code of the invitation your agency sent you.
enrol-lead-link = Your invitation was read. Confirm to use this phone for your visits.
enrol-code = Invitation code
enrol-server = Server address
enrol-submit = Use this phone
enrol-busy = Confirming…
enrol-already = This phone is already used by { $name }, { $agency }.
enrol-to-visits = Go to the visits
enrol-privacy = Answers and photos stay on this phone until they reach the agency.

## Visits

visits-title = Visits
visits-open = Under way
visits-handed-in = Handed in
visits-away = No longer with you
visits-empty-title = No visits for now
visits-empty-text = When the agency assigns a visit to you, it appears here.
visits-look = Look now

stage-to-do = To do
stage-in-progress = Under way
stage-paused = Paused
stage-checked-out = Departure recorded
stage-submitted = Waiting to be sent
stage-received = Received by the agency
stage-returned = Sent back
stage-correcting = Being corrected
stage-due = by { $day }, { $time }
stage-elsewhere = Correct it on your other phone
stage-taken-away = No longer with you
stage-given-back = Given back by you
availability-damaged = This visit is damaged on this phone. Under Sending you can still export what can be read.
availability-ready = Ready
progress-short = { $done } of { $shown }
progress-long = { $done } of { $shown } questions answered.
progress-label = Progress: { $done } of { $shown } questions

## Before the visit

fact-where = Where
fact-when = When
fact-fee = Fee
fact-state = Status
briefing-scenario = Scenario
briefing-persona = Your role: { $persona }
briefing-guidance = Guidance
check-in = Start visit
check-in-busy = Recording arrival…
check-in-hint = When you start, the app records the time and, if the phone allows it, your position.
continue = Continue
pause = Pause
to-review = Review and hand in
to-review-short = Review
to-answers = See answers
to-sending = See what is being sent
to-list = List of questions
submitted-title = Visit handed in
submitted-text = Your answers and photos are saved and will be sent as soon as there is a connection.
receipt-title = Received by the agency
receipt-text = Everything arrived { $at }. The photos on this phone may now be deleted.
received-text = Everything arrived. The photos on this phone may now be deleted in Settings.
taken-away-text = The coordinator took this visit away. What you recorded stays saved until it is sent.
visit-unknown-text = The coordinator may have taken it away.
visit-not-opened = The visit did not open

## The day and the job board

place-board = Board
visits-overdue = Overdue
visits-today = For today
visits-tomorrow = By tomorrow
visits-week = In the next days
visits-later = Later on
sort-distance = By distance
calendar-day = Day to calendar
calendar-add = Add to calendar
map-open = Show on map
no-position = The phone did not tell its position. The list stays by date.
closing-title = { $count ->
    [one] One visit closes in less than a day
   *[other] { $count } visits close in less than a day
}
reminder-until = { $place }: until { $day }, { $time }.
reminder-open = Open visit
board-title = Job board
board-empty-title = Nothing on the board
board-empty-text = When the agency offers visits, they appear here.
board-offline = Taking a visit needs a network: whoever asks first gets it.
board-told = Board of { $at }.
claim = Take this visit
claim-busy = Asking…

## Accepting, declining, giving up

given-back-text = You gave this visit up. What you recorded stays here until it is sent.
accept = Accept visit
decline = Decline visit
release = Give visit up
decline-hint = The visit goes back to the coordinator, who will see the reason. It works offline.
release-hint = The visit goes back to the coordinator, who will see the reason. It works offline.
release-begun-hint = What you recorded will be sent and the visit goes back to the coordinator, who will see the reason. You cannot go on with it afterwards.
give-back-reason = Reason
asked-accept-waits = Accepted, waiting for a signal
asked-decline-waits = Declined, waiting for a signal
asked-release-waits = Given up, waiting for a signal
asked-claim-waits = Asked for, waiting for an answer
asked-appeal-waits = Appeal made, waiting to be sent
asked-accept-refused = Accepting did not work
asked-decline-refused = Declining did not work
asked-release-refused = Giving up did not work
asked-claim-refused = You could not take it
asked-appeal-refused = The appeal was not accepted
asked-waits-text = It is kept on this phone and will be sent as soon as there is a network.
ask-accept = Accept visit
ask-decline = Decline visit
ask-release = Give visit up
ask-claim = Take visit from the board
ask-appeal = Appeal against a rejection
ask-attempt = Hand in the quiz
outbox-title = Requests to the agency
outbox-made = asked { $at }
outbox-read = Got it
outbox-drop = Undo
refused-until = That holds until { $at }.
sending-requests = { $count ->
    [one] { $count } request left
   *[other] { $count } requests left
}

## Questions

saved = Saved
saving = Saving…
not-saved = Not saved
question-of = { $at } of { $of }
question-before = Previous question
question-unknown = Question not found
question-unknown-text = It is not part of this visit.
question-hidden = Going by your answers, this question no longer applies. What you answered stays saved.
next = Next
critical = Critical item
optional = Optional
kind-note = Note
guidance = How to observe
guides = Pictures of the guidance
guide-good = Right
guide-bad = Wrong
guide-of = Picture { $at } of { $of }
guide-before = Previous picture
guide-next = Next picture
guides-missing = { $count ->
    [one] This picture comes once there is internet.
   *[other] { $count } pictures come once there is internet.
}
clear = Clear answer
choose-many = Tick all that apply.
comment-add = Add a comment
comment-label = Comment
note-add = Note to self
note-label = Note to self
note-hint = Stays on this phone. It is never sent.
late-question = You recorded leaving { $at }. You can still complete this: the time since then is recorded with the answer.
to-missing = { $count ->
    [one] Go to what is missing
   *[other] Go to what is missing ({ $count })
}
chars-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
}
number-between = From { $min } to { $max }
number-wrong = Type digits only, with a point for decimals.
nps-low = not at all likely
nps-high = extremely likely
csat-low = very dissatisfied
csat-high = very satisfied
ces-low = strongly disagree
ces-high = strongly agree
timer-start = Start
timer-stop = Stop
timer-again = Measure again
timer-minutes = Minutes
timer-seconds = Seconds
timer-save = Use
outline-title = Questions

## Where the phone was

understood = Got it
fact-arrival = Arrival
where-away = You seem to be { $distance } away from the place. You can go on: the agency sees the distance and decides.
where-refused = The phone did not allow its position to be used. You can go on: the visit is recorded without a position, and the agency sees that.
where-late = The phone did not find its position in time. You can go on: the visit is recorded without a position, and the agency sees that.
where-unknown = The phone gave no position. You can go on: the visit is recorded without one, and the agency sees that.
where-mock = The phone gave a simulated position. You can go on: the agency sees it.
where-short = { $distance } from the place (accurate to { $accuracy })
where-short-placeless = position recorded
where-short-none = no position
where-short-mock = simulated position
where-skip = Go on without the position
late-hint = You can still complete your answers. The time since you left is recorded with each of them.

## Discretion

discreet-title = Discretion
discreet = Discreet mode
discreet-hint = During a visit the screen is dim and plain, with no name or logo, no sound and no vibration. The crossed-out eye hides the visit behind a shopping list; tap the list’s title to come back.
hide = Hide the visit
hide-text = The visit disappears behind a shopping list. To come back, tap the list’s title.
hide-now = Hide
veil-title = List
veil-list = Shopping list
veil-back = Shopping list, go back
veil-add = New item
veil-items = Milk, Bread, Coffee, Bananas, Rice, Washing-up liquid, AA batteries

## Codes and groups

barcode-scan = Scan with the camera
barcode-aim = Point at the code
barcode-refused = The camera did not open, or does not read this kind of code. Close this and type the code.
barcode-ean13 = EAN-13 (13 digits)
barcode-ean8 = EAN-8 (8 digits)
barcode-upc_a = UPC-A (12 digits)
barcode-itf14 = ITF-14 (14 digits)
barcode-code128 = Code 128
barcode-qr = QR code
group-add = Add: { $name }
group-remove = Take { $name } away (its answers are kept)
group-none = None this time
group-full = { $count } at most.

## Photos

photo = Photo
photos = Photos
photos-optional = { $max ->
    [one] One photo, if you like.
   *[other] Up to { $max } photos, if you like.
}
photos-needed = { $min ->
    [one] Take at least one photo.
   *[other] Take at least { $min } photos.
} So far: { $kept }.
photos-enough = { $kept ->
    [one] { $kept } photo
   *[other] { $kept } photos
}, of up to { $max }.
photo-take = Take photo
photo-add = Add a photo
photo-os-camera = Phone's camera
photo-gallery = Gallery
photo-tile = Photo { $number }, open
photo-tile-warning = Photo { $number }, with a warning, open
photo-number = Photo { $number }
photo-saving = Saving photo
photo-failed = The photo was not saved
photo-gone = The photo was sent and deleted from this phone.
photo-discard = Discard
photo-keep = Keep
photo-tile-edited = Photo { $number }, changed by hand, open
photo-look = Look at the photo before you go on
photo-retake = Take another
photo-edit = Cover or mark
photo-edits = { $covered ->
    [0] Nothing covered
    [one] { $covered } area covered
   *[other] { $covered } areas covered
}, { $drawn ->
    [0] no marks
    [one] { $drawn } mark
   *[other] { $drawn } marks
}
photos-full = This question has the most photos it takes. To change one, open it and tap “Take another”.
photos-left-out = { $count ->
    [one] { $count } photo was left out: the question has the most it takes.
   *[other] { $count } photos were left out: the question has the most it takes.
}
camera-retaking = The next photo takes the place of the last one
camera-torch = Light
camera-zoom = Zoom
camera-switch = Switch camera
camera-refused = Access to the camera was not allowed. You can allow it in the browser, in the permissions of this site.
camera-missing = This phone offers no camera to the app.
camera-busy = The camera did not open. Another app may be using it.
camera-way-out = Meanwhile, use the phone’s own camera.
camera-way-out-only = This question asks for the camera in the app. Without it you may use the phone’s own camera: the reason is recorded, and the agency decides.
editor = Cover or mark the photo
editor-canvas = Photo to cover and mark
editor-tools = Tools
editor-oval = Face
editor-box = Badge
editor-arrow = Arrow
editor-line = Line
editor-undo = Undo
editor-cancel = Leave without saving
editor-save = Save in the photo’s place
editor-help = Drag over the photo, or tap what you want to cover. What is covered cannot come back, and the photo of before is erased.
editor-keys = By keyboard: arrows move the frame, Shift changes its size, Enter applies, Backspace undoes.
editor-unreadable = The photo could not be opened for editing.
memo-record = Record a voice memo
memo-recording = Recording
memo-of-most = { $now } of { $most }
memo-stop = Stop and keep
memo-cancel = Throw away
memo-number = Voice memo { $number }
memo-listen = Listen
memo-listen-to = Listen to voice memo { $number }
memo-discard-it = Discard voice memo { $number }
memo-elsewhere = A memo is being recorded at another question.
memos-full = This question has the most voice memos it takes.
memo-failed = The memo was not recorded
memo-refused = Access to the microphone was not allowed. You can allow it in the browser, in the permissions of this site, or write a comment.
memo-missing = This phone offers no microphone to the app. You can write a comment.
camera = Camera
camera-shoot = Take photo
camera-done = Close camera
camera-taken = { $count ->
    [one] { $count } photo taken
   *[other] { $count } photos taken
}

## Review and handing in

review-title = Review and hand in
review-complete = Everything answered
review-missing = { $count ->
    [one] { $count } item missing
   *[other] { $count } items missing
}
check-out-title = Departure
check-out-text = Have you left the place? Record it; texts can still be completed afterwards.
check-out = Record departure
check-out-done = Departure recorded { $at }
declare-title = Statement
declare-agree = I have read it and so declare
submit = Hand in visit
submit-busy = Handing in…
submit-not-yet = Complete what is missing to hand it in.

## Sending

sending-title = Sending
sending-empty-title = Nothing to send
sending-empty-text = The visits you begin appear here, with all that has reached the agency.
sending-nothing = Everything has been sent.
sending-left = { $visits ->
    [one] { $visits } visit
   *[other] { $visits } visits
} and { $photos ->
    [one] { $photos } photo
   *[other] { $photos } photos
} to go ({ $size })
sending-sizes = { $photos ->
    [one] { $photos } photo
   *[other] { $photos } photos
}: { $sent } of { $total }
sending-progress = Progress of sending
retry-now = Try now
next-try = Next try at { $at }.
next-try-none = It will not be tried again by itself. Talk to your coordinator; nothing will be deleted.
received-at = Received { $at }
synced-at = Last synced { $at }.
transfer-attention = Needs attention
transfer-sending = Sending
transfer-waiting = Waiting
transfer-sent = Sent
transfer-under-way = Visit under way
transfer-photos-left = Answers sent, photos to go
sync-off = No server
sync-idle = Up to date
sync-idle-long = Connected. News is fetched by itself.
sync-running = Syncing…
sync-offline = No connection
sync-unsent = To be sent
sync-waiting = Waiting
sync-waiting-long = { $why } Next try at { $at }.
sync-attention = Attention

## Settings

settings-title = Settings
language = Language
person-title = This phone
person-name = Name
person-agency = Agency
person-server = Server
install = Install on the home screen
storage-title = Storage
storage-photos = Photos kept
storage-used = Used by the app
storage-allowed = Room left
storage-not-kept = The browser may clear the data when room runs short. Install the app on the home screen to prevent that.
storage-free = Free { $size }
storage-free-hint = Deletes only photos of visits that the agency has confirmed.
storage-freed = { $size } freed.
about-title = About
about-text = Vitrine records visits even without a signal and sends everything when there is a connection.
about-version = Version { $version }

## What could not be done

error-not-enrolled = This phone has no invitation yet.
error-bad-server = The server's address is not valid.
error-other-enrolment = Visits of another person on this phone were not sent yet.
error-visit-unknown = This visit is not on this phone.
error-visit-closed = This visit is closed and takes no more changes.
error-appeal-late = The time to appeal has passed.
error-not-asked = This question was not sent back: it stays as you handed it in.
error-other-phone = The visit was handed in from another phone of yours. Only that one can correct it.
error-checklist-missing = The checklist is still being fetched.
error-update-needed = The checklist needs a newer version of the app.
error-not-checked-in = The visit has not been started yet.
error-question-unknown = This question is not part of the visit.
error-photo-unreadable = The picture could not be read. Take another.
error-photo-limit = This question has as many photos as it takes.
error-camera-only = This question only takes photos taken with the camera in the app.
error-photo-unknown = This photo is no longer on this phone.
error-audio-unreadable = The recording could not be read. Record another one.
error-audio-too-large = The recording is larger than allowed. Record a shorter one.
error-audio-limit = This question already has the most voice memos it takes.
error-audio-unknown = This voice memo is no longer on this phone.
error-incomplete = Answers or photos are still missing.
error-not-declared = The statement is not signed yet.
error-reason-missing = Write the reason in a few words.
error-storage-full = There is no room on this phone. What was saved is safe; make room and try again.
error-storage = The phone's storage failed. What was saved is safe; close the app and open it again.
error-open-elsewhere = The app is open in another window.
error-ended = The app has to be opened again.
fault-offline = No connection.
fault-foreign-reply = The network answered in the server's place. If the Wi-Fi wants a log-in, do that first.
fault-wrong-signature = The server that answered is not the agency's. Nothing will be deleted; tell your coordinator.
fault-storage = The phone's storage failed. What was saved is safe.
fault-storage-full = There is no room on this phone. What was saved is safe; make room.

## Training and dry run

place-training = Training
back-to-training = Back to training
back-to-course = Back to the training
training-title = Training
training-empty-title = No training for now
training-empty-text = When the agency publishes a training, it appears here and can be read offline.
training-to-do = To do
training-done = Done
training-version = { $checklist }, version { $version }
training-visits-wait = { $count ->
    [one] { $count } visit waits for it
   *[other] { $count } visits wait for it
}
training-attempts-left = { $count ->
    [one] { $count } attempt left
   *[other] { $count } attempts left
}
training-again-at = New attempts: { $at }
training-used-up = Attempts used up
training-wait-text = You can try again { $at }. The coordinator may also give you new attempts before that.
training-ask-text = Ask the coordinator for new attempts.
training-passed = Passed
training-passed-at = Passed { $at }
training-failed = Not passed
training-rules = { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}, { $percent }% right to pass, { $attempts ->
    [one] { $attempts } attempt
   *[other] { $attempts } attempts
}
training-modules = To read
training-module-read = Read.
training-module-before = Previous part
training-module-unknown = There is no such part in this training.
training-read-next = Read, next
training-read-last = Read, finish
training-attempts = Attempts
training-score = { $right } of { $asked } right
training-to-send = not sent yet
training-counts-no-more = counts no longer
training-not-opened = The training could not be opened
training-first-title = Training first
training-first = Go to the training
quiz-begin = Take the quiz
quiz-go-on = Go on with the quiz
quiz-again = Try again
quiz-hand-in = Finish
quiz-not-begun = The quiz cannot begin now
quiz-passed = You passed
quiz-failed = Not this time
quiz-mark = { $percent }% of the questions have to be right. Read the explanations below before you try again.
quiz-answers = Your answers
quiz-answer-right = Right
quiz-answer-wrong = Wrong
quiz-last-result = See the last result
quiz-no-result = No result here
quiz-no-result-text = The result appears after the quiz is finished on this phone.
certificate = Certificate
certificate-name = Name
certificate-for = Checklist
certificate-when = When
certificate-score = Result
certificate-waits = It counts on this phone already. The agency receives it with the next connection.
practice-begin = Do a dry run
practice-bar = Dry run: nothing is kept or sent.
practice-end = End
practice-done-title = Dry run finished
practice-done-text = In a real visit everything would be sent now. Nothing of this dry run is kept.
practice-close = Close the dry run
error-training-needed = To begin this visit you have to pass the training's quiz. It works offline.
error-course-unknown = This training is no longer available to you.
error-training-missing = The training comes with the next connection.
error-attempts-used-up = The attempts at the quiz are used up for now.
error-quiz-unfinished = Answer every question before you finish.
## Visits sent back

returned-title = The agency asks for a correction
returned-due = Correct and hand in by { $day }, { $time } (the location’s time).
returned-after = After that the visit expires and can no longer be corrected. What you correct in time without a network is still accepted for one day.
returned-late = The deadline passed { $day }, { $time } (the location’s time). Hand it in now: the visit may be closed at any moment.
returned-only = Only these questions are open again, and any that a new answer brings up. The rest stays as you handed it in.
returned-questions = { $count ->
    [one] 1 question sent back
   *[other] { $count } questions sent back
 }
returned-take-up = Correct it
returned-continue = Go on correcting
returned-changed = Changed
returned-unchanged = Still as you handed it in
review-correction = Check the correction
asked-title = The agency asks
asked-brought-up = This question was opened by an answer that you changed.
question-not-asked = The agency asks nothing here: it stays as you handed it in.
before-answer = You handed in
before-none = No answer
before-comment = Your comment
before-photos = Photos handed in
before-photo = Photo handed in { $number }
before-photos-away = { $count ->
    [one] 1 photo is with the agency, no longer on this phone
   *[other] { $count } photos are with the agency, no longer on this phone
 }
other-phone-title = Sent back, but handed in from another phone
other-phone-text = Open Vitrine on the phone you did this visit with: only that one can correct it. If you no longer have it, tell the coordinator.
# When something goes wrong
export = Make a file of the visit
export-fold = Cannot send it?
export-hint = The file is signed by this phone and holds answers and photos. Get it to the coordinator in any way you can; the visit stays here and is sent all the same.
export-busy = Making the file… { $done } of { $total }
export-ready = The file is ready: { $size }
export-share = Share
export-save = Save on this phone
export-given = The file has left the app. Ask the coordinator whether it arrived; only the agency’s receipt frees the photos.
export-not-given = The phone did not take the file. Try the other way.
export-lacking = { $photos ->
    [one] 1 photo
   *[other] { $photos } photos
} and { $events ->
    [one] 1 record
   *[other] { $events } records
} could not be read. The file holds all the rest.
export-raw = Download the whole data file
safe-to-delete = The agency confirmed all of it: the photos of this visit are safe to delete from the phone.
wifi-only = Send photos on Wi-Fi only
wifi-only-hint = Answers are small and go over any network.
photos-wait-wifi = { $count ->
    [one] 1 photo waits for Wi-Fi.
   *[other] { $count } photos wait for Wi-Fi.
}
photos-wait-word = { $count ->
    [one] 1 photo waits: the browser does not tell whether this network is Wi-Fi.
   *[other] { $count } photos wait: the browser does not tell whether this network is Wi-Fi.
}
photos-send-now = Send on this network
set-aside-open = See what can be rescued
aside-title = Data set aside
aside-lead = This phone’s data file was damaged and lies aside as it was. Save what can still be read and get it to the coordinator.
aside-none-title = Nothing set aside
aside-none-text = There is no damaged data on this phone.
aside-no-visits = No unsent visit could be read here.
aside-unreadable = { $count ->
    [one] 1 visit cannot be read any more.
   *[other] { $count } visits cannot be read any more.
}
aside-raw-hint = The whole file may help support to rescue more. It holds personal data: give it to the agency alone.
aside-dismiss = Do not tell me again
enrol-again-export = Export what was not sent
evicted-title = The app’s data was erased
evicted-text = The browser, or a clean-up of the phone, erased what was kept. What had been sent is with the agency; ask for a new invitation, and your visits come back as the agency has them.
other-work-text = You can export those visits as files, or keep them on this phone: locked, seen by nobody else, and back when the same person uses an invitation here.
other-work-lock = Lock them away and use the new invitation
storage-locked = { $count ->
    [one] Unsent work of another person is kept on this phone, locked.
   *[other] Unsent work of { $count } people is kept on this phone, locked.
}
reminder-title = Visits are waiting to be sent
reminder-text = You are online again. Tap to send.
reminders-hint = While the app is closed the browser cannot send by itself, but it can remind you when you are online again.
reminders-allow = Remind me when I am online

## Record

place-record = Record
record-title = My record
record-empty-title = Nothing here yet
record-empty-text = Visits that you hand in appear here, with what they pay and their grade.
record-mean = Mean grade
record-no-grade = No grade yet
record-graded = { $count ->
    [one] Mean of the last graded visit
   *[other] Mean of the last { $count } graded visits
}
record-earned = Approved for payment
record-bonus = includes a bonus of { $bonus }
record-approved = Approved
record-rejected = Rejected
record-expired = Expired
record-returned = Sent back for correction
record-waits = Waiting for review
record-of-five = of 5
record-grade-label = Grade
record-unsent = Handed in, waiting to be sent
record-offline = No connection: this is your record as of the last connection.
rejected-at = Rejected: { $at }
rejected-no-words = The agency did not write down the reason.
appealed-at = You appealed: { $at }
appeal = Appeal
appeal-hint = Say why the work should be accepted. You can appeal once, until { $day }, { $time }; without a connection the appeal is kept and sent later.
appeal-words = Why is the rejection not right?
appeal-send = Send appeal
appeal-open = Appeal being looked at
appeal-taken-up = Appeal taken up: the visit is being reviewed again
appeal-dismissed = Appeal dismissed
taken-back-title = No correction is needed any more
taken-back-text = The agency stopped waiting for the correction: what you handed in before counts. What you changed is still kept on this phone.
# Expenses and payment
fact-expenses = Expenses
expenses-title = Expenses
expenses-up-to = Paid back up to { $amount }
expenses-no-limit = No reimbursement agreed
expenses-count = { $count ->
    [one] 1 expense
   *[other] { $count } expenses
}
expenses-sum = Claimed in all
expenses-accepted = Accepted in all
expenses-over = More than agreed: { $amount } will be paid, unless the agency decides otherwise. What you claim is recorded.
expenses-hint = Claim here what you spent on the visit: the test purchase, the fare, the parking. Keep the receipt and take a photo of it.
expenses-none = No expense was claimed.
expense-add = Claim an expense
expense-kind = What on
expense-amount = Amount
expense-amount-hint = For example 23.50
expense-note = Note
expense-save = Save expense
expense-receipt-hint = After saving, take a photo of the receipt.
expense-change = Change
expense-change-it = Change the expense: { $kind }
expense-withdraw = Withdraw
expense-withdraw-it = Withdraw the expense: { $kind }
ruling-accepted = Accepted: { $amount }
ruling-limited = Paid up to the limit: { $amount }
ruling-reduced = Accepted in part: { $amount }
ruling-refused = Will not be paid back
error-claim-amount = Type an amount of more than zero, for example 23.50.
error-claim-note-missing = Say in the note what it was.
error-claim-note-too-long = The note is too long.
error-claim-too-many = The visit has as many expenses as it takes.
error-claim-unknown = This expense is no longer in the visit.
payment-title = Payment
payment-due = Due to you: { $amount }
payment-settled = All paid
payment-over = Received too much: { $amount }. The difference is deducted from the next payment.
payment-bonus = Bonus
payment-paid-on = Paid on { $day } · { $reference }
payment-reversed-on = Reversed on { $day } · { $reference }
payment-line = { $amount } on { $day } · { $reference }
payment-sum-due = Due to you
payment-sum-paid = Received
photos-receipt = Receipt: up to { $max } photos
photos-receipt-kept = Receipt
photos-no-receipt = No receipt
receipt-number = Receipt of expense { $number }
