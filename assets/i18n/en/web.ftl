### Texts of the pages of the agency and of brands.

## Frame

skip-to-content = Skip to content
crumbs = Where you are
nav-main = Main
nav-home = Home
nav-waves = Waves
nav-places = Locations
nav-people = People
nav-comparison = Comparison
nav-app = App
language = Language
log-in = Log in
log-out = Log out
apply = Apply
pager = Pages
pager-previous = Previous
pager-next = Next
pager-position = Page { $page } of { $pages }
chart-table = See the numbers as a table
print = Print
actions = Actions

done-moved = Done: the visit has moved on.
done-returned = Visit sent back. The evaluator gets the questions at the next connection.
done-wave-made = Wave created. Now plan its visits.
done-visits-planned = Visits planned. Evaluators who have the app get them at their next connection.
done-people-added = People added. Invite each evaluator to install the app.
done-places-added = Locations added.

## Door and errors

login-title = Log in
login-failed = We could not log you in
login-evaluators = Are you an evaluator? Open the app with the invitation that the agency sent you.
field-email = E-mail
field-password = Password
field-name = Name
error-log-in = Log in to continue
error-forbidden = You have no access to this page
error-not-found = Page not found
error-slow-down = Slow down, please
error-ours = Something failed on our side
error-refused = The request was not accepted
error-status = Error { $status }
error-instance = Code for the agency:
error-back = Back to the start
form-wrong = Please check the fields
form-required = Fill in this field.
form-date = Enter a valid date.
form-dates-order = The last day cannot be before the first.
form-amount = Enter an amount such as 45.00.
form-choose-places = Choose at least one location.
form-choice = Choose one of the options.
form-value = Check the field { $field }.
form-row = Row { $row }: { $message }
form-rows-empty = Paste at least one row.
form-row-columns = columns are missing
form-row-value = “{ $value }” does not fit { $column }

## Home

home-empty-title = Let us begin
home-empty = Add a brand and its locations, invite the evaluators and create the first wave.
to-review = To review
to-review-note = handed in, with every photo
waiting-for-photos = Waiting for photos
waiting-for-photos-note = handed in, photos on their way
to-publish = To publish
to-publish-note = approved, not yet seen by the brand
late = Late
late-note = past their window, not handed in
due = Due soon
review-queue = Review queue
queue-empty-title = Nothing in the queue
queue-empty = A visit that an evaluator hands in with all its photos appears here.
open-waves = Waves under way
no-open-waves-title = No wave under way
no-open-waves = Past and future waves are in the full list.
brands = Brands
comparison-of = Comparison: { $client }

## Waves

wave = Wave
all-waves = All waves
new-wave = New wave
waves-empty-title = No wave yet
waves-empty = A wave is a round of visits to a brand’s locations, with one checklist and one period.
wave-planned = Not begun
wave-open = Under way
wave-closed = Closed
progress = { $done } of { $total } published
stage-open = No evaluator
stage-field = In the field
stage-review = In review
stage-approved = Approved
stage-published = Published
stage-closed = Out of the wave
stages = Stages
all-visits = All
wave-empty-title = No visits planned
wave-empty = Choose the locations, the evaluator and the period.
stage-empty-title = No visits here
stage-empty = No visit of this wave is at this stage.
visits-caption = Visits of the wave
plan-visits = Plan visits
plan-visits-lead = One visit to each location you tick, all with the same evaluator and period.
wave-needs-brand-title = A brand is missing
wave-needs-brand = Add the brand and its locations before you create a wave.
wave-needs-checklist-title = A checklist is missing
wave-needs-checklist = Publish a checklist before you create a wave.
assign-needs-places-title = Locations are missing
assign-needs-places = Add the brand’s locations before you plan visits.
brand = Brand
brand-name = Name of the brand
new-brand = Add brand
checklist = Checklist
wave-name = Name of the wave
wave-name-hint = For example: third quarter of 2026
first-day = First day
last-day = Last day
make-wave = Create wave
where-to = Locations to visit
all-places = Tick all
visits-planned = Visits planned so far
nobody-yet = Nobody yet
nobody = Nobody
scenario = Scenario
scenario-hint = What the evaluator does and asks for, in a few sentences.
persona = Persona
fee-brl = Fee per visit (R$)
fee-hint = What the evaluator gets for each approved visit.
fee = Fee

## Locations and people

place = Location
places = Locations
code = Code
region = Region
all-regions = All regions
address = Address
add-places = Add locations
places-empty-title = No locations yet
places-empty = Paste a table of the brand’s locations: one in each row.
brands-empty-title = No brand yet
brands-empty = Add the first brand, then its locations.
paste-rows = Rows
paste-columns = Columns, in this order:
places-hint = Paste from a spreadsheet or a CSV file, one location in each row. Region, ownership, time zone and coordinates may be empty; new regions are created.
people-hint = Paste from a spreadsheet or a CSV file, one person in each row. The language may be empty.
add-rows = Add rows
add-evaluators = Add evaluators
add-person = Add person
person = Person
role = Role
phone = Phone
brand-for-role = Brand (for a brand’s roles)
password-hint = At least 12 characters. Evaluators come in by invitation and need no password.
people-empty-title = Nobody here yet
people-empty = Add the evaluators and invite each to install the app.
devices = { $count ->
    [one] { $count } phone
   *[other] { $count } phones
}
no-device = No phone
invite = Invite
invitation-of = Invitation for { $name }
invitation-scan = Point the camera here
invitation-qr = QR code of the invitation
invitation-until = Valid until
invitation-send = Or send the link
invitation-step-open = Open the link on the phone that will be used for the visits.
invitation-step-install = Install the app when the browser offers it, or from its menu.
invitation-step-offline = From then on it works offline; visits are sent when there is a signal.
invitation-once = The invitation works once and is shown only now. If it gets lost, invite again.
copy-link = Copy the link
copied = Copied

## Visit

visit = Visit
visits = Visits
visit-of = Visit of { $moment }
visit-summary = Summary of the visit
visit-facts = About the visit
state = State
evaluator = Evaluator
window = Period
window-ends = Due
stay = Stay
photos = Photos
photos-of = { $arrived } of { $expected }
photos-on-their-way = on their way
photo = Photo
photo-of = Photo: { $question }
photo-missing = Photo on its way
photo-position = { $index } of { $count }
photo-previous = Previous
photo-next = Next
photo-close = Close
photo-source-camera = The app’s camera
photo-source-file = File from the phone
photo-covered = { $count ->
    [one] { $count } area covered
   *[other] { $count } areas covered
}
photo-drawn = { $count ->
    [one] { $count } mark drawn
   *[other] { $count } marks drawn
}
photo-past = History of the photo
photos-thrown = { $count ->
    [one] { $count } photo discarded
   *[other] { $count } photos discarded
}
memo-of = Voice memo: { $question }
memo-missing = Voice memo on its way
no-camera-refused = Outside the app: camera access refused
no-camera-missing = Outside the app: no camera on the phone
no-camera-busy = Outside the app: the camera did not open
warning-blurred = Blurred
warning-dark = Dark
warning-bright = Too bright
warning-near-duplicate = Nearly the same as another
points = points
weight = Weight
answered-after = answered at { $time }
answered-late = { $time } after leaving
commented-late = Comment written { $time } after leaving
answer-changes = { $count ->
    [one] changed { $count } time
   *[other] changed { $count } times
}
rating-scale = from { $min } to { $max }
critical-failed = Critical item failed
critical-count = { $count ->
    [one] { $count } critical item failed
   *[other] { $count } critical items failed
}
failed-critical = Failed critical items
failed-critical-note = in all published visits
score-none = No question applied: the visit has no score.
score-by-touchpoint = Score by touchpoint
score-how = Computed with the checklist { $checklist }, version { $version }, scoring rule { $scoring }.
score-exact = Exact value: { $ratio }.
signals-title = Worth a look
signals-note = These are signals, not proof: the reviewer decides.
signal-mock-location = The phone reported a simulated position.
signal-far-away = The phone was { $distance } from the location on arrival or on leaving.
signal-no-position = The phone gave no position on arrival.
signal-late-answers = { $count ->
    [one] One answer that is not a text was given { $time } after leaving.
   *[other] { $count } answers that are not texts were given after leaving, the last { $time } after.
}
where-measured = { $distance } from the location (± { $accuracy })
where-unmeasured = position recorded (± { $accuracy }); the location has no coordinates
where-none = no position
where-far = far away
where-simulated = simulated
signal-short-stay = { $minutes ->
    [0] The visit took less than a minute.
    [one] The visit took { $minutes } minute.
   *[other] The visit took { $minutes } minutes.
}
signal-clock-moved = { $minutes ->
    [one] The phone’s clock strayed { $minutes } minute from the time that passed.
   *[other] The phone’s clock strayed up to { $minutes } minutes from the time that passed.
}
signal-warned-photos = { $count ->
    [one] { $count } photo was kept despite a quality warning.
   *[other] { $count } photos were kept despite a quality warning.
}
signal-not-by-camera = { $count ->
    [one] { $count } photo that had to come from the camera in the app came from elsewhere.
   *[other] { $count } photos that had to come from the camera in the app came from elsewhere.
}
signal-score-differs = The score computed on the phone differs from the one computed here.
review-waits = The review begins when every photo has arrived.
move-in_review = Take into review
move-back = Back to review
move-take-back = Take back without correction
confirm-take-back = The correction is no longer waited for, for example because the phone was lost. What was handed in before counts, and the evaluator is told.
confirm-unreject = The rejection no longer stands and the visit goes back to review.
reject-words = Reason for the rejection
reject-words-hint = The evaluator reads this text.
reject-words-needed = Write the reason: the evaluator will read it.
move-approved = Approve
move-returned = Send back for correction
move-published = Publish
move-excluded = Leave out
move-rejected = Reject
move-cancelled = Cancel
confirm-in_review = The visit goes back to review. If it was published, the brand no longer sees it and the numbers change.
confirm-approved = You have seen the answers and the photos, and they hold. The brand does not see the visit yet.
confirm-published = The brand sees this visit with its photos from now on, and it counts in comparisons.
confirm-excluded = The evaluator is paid, but the visit counts in no number.
confirm-rejected = The visit is neither accepted nor paid. The evaluator reads the reason and may appeal for 7 days.
confirm-cancelled = The visit is taken from the evaluator for good. This cannot be undone.
log-title = Event log ({ $count })
log-caption = Event log of the visit
log-note = Made on the phone, signed by it and chained: nothing can be changed afterwards without showing.
log-when = The phone’s clock
log-elapsed = Elapsed
log-what = What happened
log-where = Where
event-checked_in = Check-in
event-answered = Answer
event-cleared = Answer cleared
event-photo_taken = Photo
event-photo_discarded = Photo discarded
event-photo_retaken = Photo taken again
event-photo_edited = Photo changed by hand
event-audio_recorded = Voice memo
event-audio_discarded = Voice memo discarded
event-paused = Pause
event-resumed = Resumed
event-checked_out = Check-out
event-declared = Declaration signed
event-submitted = Handed in
event-reopened = Correction begun
event-released = Given up

## Comparison

comparison-title = Locations compared
comparison-empty-title = Nothing to compare yet
comparison-empty = The comparison appears when the first visit is published.
comparison-empty-wave = No visit of this wave has been published yet.
views = Views
view-ranking = Ranks and scores
view-estimates = Estimates
view-pair = Two locations
view-funnel = Funnel
view-trend = Trend
sort = Order
sort-rank = Rank
sort-name = Name
sort-visits = Number of visits
sort-touchpoint = { $title }: lowest first
sort-by-this = Sort by this column
network-mean = Network mean
network-mean-note = { $interval }, with 95% confidence
network-mean-visits = mean of the visits
published-visits = Published visits
places-competitors = { $count ->
    [0] no competitors
    [one] and { $count } competitor
   *[other] and { $count } competitors
}
above-network = Above the network
below-network = Below the network
flag-note = more than luck explains
flag-above = above the network
flag-below = below the network
place-competitor = Competitor { $number }
place-other = Other location { $number }
competitors-head = Competitors, on the same scale and outside the ranks
ranking-caption = Locations by rank, with score, interval and mean by touchpoint
column-rank = Rank
column-rank-hint = The ranks between which the location may truly be, with 95% confidence
column-score = Score
column-n = Visits
column-interval = Estimate with 95% interval
column-lanes = Not distinguishable
interval = { $low } to { $high }
interval-95 = 95% interval
interval-95-is = { $interval }, with 95% confidence
heat-legend = Touchpoint score (%)
mark-estimate = Estimate with 95% interval
mark-raw = Plain mean
mark-competitor = Competitor: plain mean
mark-lane = Not distinguishable from each other
verdict-none-title = No location stands out from the others
verdict-none = With the visits published so far, luck could explain every difference: the order below is not a ranking.
verdict-leading = Ranks 1 to { $last } cannot be told apart. There are { $count } locations in all; the lines on the left join those that cannot be told apart.
verdict-leader = The first location stands out from all the others.
how-to-read = How to read this page
how-to-read-score = The score is the plain mean of the published visits, from 0 to 100. Each visit counts once, however many questions it has.
how-to-read-estimate = The solid dot is the best estimate of the location’s level: its mean drawn towards the network’s, the more so the fewer visits there are. The line is the 95% interval. The diamond is the plain mean.
how-to-read-rank = A rank is a range: “2–7” means that, with 95% confidence, the location is between 2nd and 7th of the whole network, even when only one region is shown.
how-to-read-lanes = The upright lines on the left join locations that cannot be told apart. Lines overlap: the neighbour’s neighbour may differ.
how-to-read-competitors = Competitors are measured with the same checklist and shown on the same scale, but they are in neither the ranks nor the mean.
how-to-read-fair = Nobody should be rewarded or blamed for a single visit. Few visits give wide intervals, and the page shows that instead of hiding it.

estimate-raw = Plain mean
estimate-raw-text = What was seen, uncorrected. With few visits it goes up and down by luck: a good day looks like a good shop.
estimate-shrunk = Estimate
estimate-shrunk-text = The plain mean drawn towards the network’s, the more so the fewer visits there are. It is the best guess at the location’s level, and the one we rank by.
estimate-adjusted = Adjusted
estimate-adjusted-text = The estimate less each evaluator’s strictness. It shows whether a location looks worse only because stricter people visited it.
estimates-caption = Plain mean, estimate and adjusted estimate of each location
reliability = Reliability
reliability-hint = How much of the difference between means is the location’s, and not luck

pair-first = First location
pair-second = Second location
compare = Compare
pair-empty-title = Choose two locations
pair-empty = The page says whether one is better than the other, how sure that is, and how many more visits it takes to know.
pair-refused = These two locations cannot be compared with an interval yet: see the plain means below.
pair-different = { $higher } is above { $lower }: by about { $points } points, more than luck explains.
pair-not-different = We cannot say that { $higher } is above { $lower } ({ $chance }% chance).
pair-further = { $visits ->
    [one] If the difference is what it seems, { $visits } more visit to each should be enough to be sure.
   *[other] If the difference is what it seems, { $visits } more visits to each should be enough to be sure.
}
pair-further-many = It would take { $visits } more visits to each to be sure: in practice, treat the two as equal.
pair-further-never = The difference is so small that no sensible number of visits would show it. Treat the two as equal.
pair-difference = Estimated difference (points)
pair-difference-raw = Difference of the plain means
pair-chance = Chance that the first is above
pair-caption = The two locations side by side

funnel-title = Scores and number of visits
funnel-summary = { $outside ->
    [0] Every location is within what luck allows for its number of visits.
    [one] { $outside } location is outside what luck allows for its number of visits.
   *[other] { $outside } locations are outside what luck allows for their number of visits.
}
funnel-x = Published visits
funnel-inside = Location
funnel-outside = Location outside the limits
funnel-centre = Network mean
funnel-limit-95 = 95% limit
funnel-limit-998 = 99.8% limit
funnel-verdict = Verdict
funnel-verdict-inside = Within the limits
funnel-verdict-95 = Outside the 95% limit
funnel-verdict-998 = Outside the 99.8% limit
funnel-refused = The funnel needs at least three locations, some with more than one visit.

## Trend and location

trend-title = From wave to wave
trend-summary = The upright line is the 95% interval: where two overlap, the change may be luck alone. The dashed line is the network’s mean in the same wave.
network-trend-summary = The mean of the locations in each wave, each location counted once. The upright line is the 95% interval.
change-up = The network rose from the last wave but one to the last.
change-down = The network fell from the last wave but one to the last.
change-none = The change from the last wave but one to the last may be luck alone.
change-is = { $points } points, { $interval } with 95% confidence, on the { $locations } locations visited in both waves.
change-unknown = The change cannot be measured yet: it takes two waves with visits to the same locations.
touchpoint = Touchpoint
touchpoints = Touchpoints
here = Here
network = Network
difference = Difference
visited-at = Handed in
visit-undated = No date
place-empty-title = No published visits
place-empty = This location’s scores appear when the first visit is published.
place-interval-note = { $interval }, with 95% confidence
place-interval-none = one visit gives no interval

## Where there is no model

refusal-title = No estimate, and why
refusal-one-location = Only one location was visited: there is nothing to compare it with.
refusal-no-repeated-visits = No location was visited more than once: quality cannot be told from luck. The plain means still hold.
refusal-all-equal = All scores are equal: there is no difference to explain.
refusal-no-variation-within = The visits to each location all scored the same: how much a visit varies by luck cannot be estimated.
refusal-one-evaluator = One evaluator made all visits: strictness cannot be told from quality.
refusal-no-repeated-evaluators = No evaluator made more than one visit: strictness cannot be told from luck.
refusal-not-connected = { $visits ->
    [one] Evaluators and locations form { $pieces } groups with nobody in common. { $visits } more visit across them would join them.
   *[other] Evaluators and locations form { $pieces } groups with nobody in common. { $visits } more visits across them would join them.
}
refusal-nested = Each evaluator visited one location only: strictness cannot be told from the quality of the location.
refusal-saturated = There are too few visits for so many locations and evaluators: nothing is left to estimate luck from.
refusal-too-large = There are too many evaluators and locations for this calculation.
refusal-not-converged = The calculation did not come to a stable result.

# Visits that come as files
visit-files-title = Import a visit
visit-files-lead = When a phone cannot send, the app makes a signed file of the visit. Import it here.
visit-files-import = The visit’s file
visit-files-file = File
file-choose = Choose file
file-none = No file chosen
visit-files-hint = The file ends in .vitrine or .vitrine.txt. Importing it twice duplicates nothing.
visit-files-send = Import
visit-files-done = The visit was imported.
visit-files-nothing-new = Everything in this file had arrived before.
visit-files-counts = New: { $events ->
    [one] 1 event
   *[other] { $events } events
} and { $photos ->
    [one] 1 photo
   *[other] { $photos } photos
}. Here before: { $known }.
visit-files-missing = { $count ->
    [one] 1 photo of this visit is still missing.
   *[other] { $count } photos of this visit are still missing.
}
visit-files-rest-refused = The rest was not accepted.
visit-files-refused = The file was not imported.
visit-files-open = Open the visit
visit-files-list = Imported files
visit-files-none = No file was imported yet.
visit-files-when = Imported
visit-files-by = By
visit-files-new = New
visit-files-new-counts = { $events ->
    [one] 1 event
   *[other] { $events } events
}, { $photos ->
    [one] 1 photo
   *[other] { $photos } photos
}
## Training

nav-training = Training
done-training-published = Training published. Evaluators receive it with their next connection.
done-attempts-given = New attempts given.
training = Training
training-lead = Whoever has not passed the quiz of a checklist is given no visits of it and cannot check in to one.
training-empty-title = No training published
training-empty = Without training, visits are open to every evaluator. Publish a training's file beside.
training-publish = Publish training
training-file = The training's file (TOML)
training-file-hint = Paste the file's contents. Once published it does not change for that version of the checklist.
training-conflict = Another training was published for this version of the checklist. To change it, publish a new version of the checklist.
training-holds-for = Checklist
training-rules = Rules
training-certified = Certified
training-contents = { $modules ->
    [one] { $modules } module
   *[other] { $modules } modules
}, { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}
training-versions = holds for version { $versions }
training-replaced = replaced
training-mark = { $percent }% right, { $attempts ->
    [one] { $attempts } attempt
   *[other] { $attempts } attempts
}
training-wait = then a wait of { $hours } h
training-no-wait = then only a coordinator gives more
training-without = Without training: visits by these checklists are open to everybody.
training-checklist-version = { $checklist }, version { $version }
certificates = { $count ->
    [0] No certificate
    [one] { $count } certificate
   *[other] { $count } certificates
}
learner-title = Training of { $name }
learner-empty-title = Nothing to learn now
learner-empty = No wave under way uses a checklist with training.
certificate-score = Certified with { $right } of { $asked } answers right
training-passed = Passed
training-failed = Below the pass mark
training-used-up = Attempts used up
training-again-from = New attempts from
training-attempts-left = { $count ->
    [one] { $count } attempt available
   *[other] { $count } attempts available
}
training-attempts = Attempts
training-attempt = Attempt
training-result = Result
training-right-answers = Right answers
training-attempt-reset = Counts no longer
give-attempts = Give new attempts
assign-not-certified = This person has not passed the training of this wave's checklist yet.
## Sending visits back

return-title = Send back for correction
return-lead = Write what is to be corrected at the right questions. Only those are opened again on the evaluator’s phone.
return-ask = Ask for a correction
return-ask-about = What to correct in: { $question }
return-photos = { $count ->
    [one] 1 photo
   *[other] { $count } photos
 }
return-due-day = Correct by (day)
return-due-time = By (time)
return-due-zone = The location’s time ({ $zone })
return-words = General note (optional)
return-words-hint = The evaluator reads this above the questions.
return-send = Send back
return-what-happens = Without a correction until one day after the deadline the visit expires and can no longer be corrected.
return-nothing = Write what to correct at one question at least.
return-due-past = The deadline has passed.
return-due-far = The deadline may be 60 days away at most.
form-too-long = Use { $max } characters at most.
returns-title = Returns
return-number = Return { $round }
return-questions = { $count ->
    [one] 1 question
   *[other] { $count } questions
 }
return-due = Deadline
return-handed-in = Corrected
return-open = Not corrected
return-unchanged = unchanged
return-brought-up = Changed because of another corrected answer.
return-before = Before
return-photos-before = Photos before
return-memos-before = Voice memos before
return-taken-back = Taken back without correction

## Job board, rules and conflicts

offers-title = Who does the visits
offers-link = Board and rules
offers-lead = Offer them on the job board, assign them one by one, and say by which rules.
offers-empty-title = Every visit has somebody
offers-empty = No visit of this wave is planned, offered or given back.
job-board = Job board
assign-to = Assign
assign = Assign
offer-visit = Offer
withdraw-offer = Take off the board
offer-all = Offer all that are left
given-back-because = Given back: { $reason }
rules-title = Rules of the wave
rules-hint = They hold when assigning and when taking from the board. Zero: no rule. Who has no grade yet is not held back by the lowest grade.
rule-rotation-days = Days until the same person returns to a place
rule-spacing-days = Days between two visits to a place
rule-most-per-day = Most visits per person and day
rule-min-grade = Lowest mean grade of the evaluator
rule-min-grade-none = No minimum
rules-save = Save rules
conflicts-title = Conflicts of interest
conflicts-hint = Whoever is tied to { $brand }, by work or family, gets none of its visits.
conflict-until = Until
conflict-for-ever = for good
conflict-clear = Remove
conflict-until-day = Until the day
conflict-until-hint = Blank: for good.
conflict-add = Note conflict
refused-until = { $why } That holds until { $at }.
form-whole = Type a whole number.
done-rules-set = Rules saved.
## Grade of the work

done-graded = Grade recorded. The evaluator reads it at the next connection.
verdict-title = Grade of the work
verdict-grade = Grade
verdict-choose = Choose a grade
verdict-again = Grade again
verdict-points = { $grade } of 5
verdict-bonus = Bonus
verdict-bonus-hint = Beside the fee; empty for none.
verdict-words = Words (optional)
verdict-words-hint = The evaluator reads them.
verdict-give = Record the grade
verdict-own-grade = { $count ->
    [one] The evaluator’s mean: { $grade } (1 grade)
   *[other] The evaluator’s mean: { $grade } (last { $count } grades)
}

## Rejections and appeals

done-appeal-decided = Decision recorded. The evaluator reads it at the next connection.
rejections-title = Rejection and appeal
rejection-number = Rejection { $number }
appeal-none = No appeal
appeal-open = Open appeal
appeal-taken-up = Appeal taken up
appeal-dismissed = Appeal dismissed
appeal-until = Appeal possible until
appeal-title = The evaluator’s appeal
appeal-decision = Decision
appeal-words = Answer to the evaluator
appeal-words-hint = The evaluator reads this text. A dismissal needs it.
appeal-words-needed = Write why the appeal is dismissed: the evaluator will read it.
appeal-take-up = Take up and review again
appeal-dismiss = Dismiss the appeal
appeal-received = Received
appeals-open = { $count ->
    [one] { $count } appeal waits for a decision
   *[other] { $count } appeals wait for a decision
}

# Money: expenses and payments
nav-payments = Payments
done-expenses-decided = Expenses decided. The evaluator sees the result with the next connection.
done-payment-recorded = Payment recorded. The evaluator sees it with the next connection.
done-payment-reversed = Payment reversed in the ledger. What it paid is due again.
event-expense_claimed = Expense claimed
event-expense_withdrawn = Expense withdrawn
expense-cap-brl = Limit of expenses per visit (R$)
expense-cap-hint = Up to how much is paid back. Empty: no reimbursement agreed.
expenses-title = Expenses
expenses-claimed = Claimed
expenses-limit = Agreed limit
expenses-no-limit = none
expenses-accepted = Accepted
expenses-undecided = { $count ->
    [0] all decided
    [one] 1 to decide
   *[other] { $count } to decide
}
expenses-none = The evaluator claimed no expenses.
expenses-over-limit = What is claimed exceeds the agreed limit.
expenses-not-agreed = No reimbursement was agreed for this visit.
expenses-accept-all = Accept all within the limit
expense-no-receipt = No photo of the receipt
receipt-of = Receipt: { $kind }, photo { $number }
receipt-open = Open the receipt in full size
expense-undecided = Not decided
expense-decisions = Decisions
expense-decide = Decide
expense-decide-anew = Decide again
expense-lapsed = no longer counts
expense-left = Left of the limit: { $amount }
expense-accept = Accept all of it
expense-reduce = Accept a part
expense-refuse = Refuse
expense-part = How much, if only a part
expense-why = Why
expense-why-hint = The evaluator reads these words. Needed to pay less, or above the limit.
expense-beyond = Pay even above the agreed limit
expense-wrong-part = The part must be more than zero and less than what is claimed.
expense-wrong-beyond = Exceeds the agreed limit: tick that it is to be paid all the same, and say why.
expense-wrong-words = Say why not all of it is paid.
ruling-accepted = Accepted
ruling-limited = Up to the limit
ruling-reduced = Reduced
ruling-refused = Refused
bonus = Bonus
payments-lead = Fee, bonus and accepted expenses of visits that were approved, published or excluded from the count.
payments-due = Due
payments-paid = Paid
payments-owed = Owed
payments-total = Total
payments-open-visits = Open visits
payments-visits = Visits
payments-of-visits = { $count ->
    [one] of 1 visit
   *[other] of { $count } visits
}
payments-overpaid = overpaid
payments-overpaid-note = More was paid than is owed: the difference is to be deducted from the next payment.
payments-empty-title = Nothing to pay
payments-empty = As soon as a visit is approved, what it pays appears here.
payments-none-title = No payment recorded
payments-none = Payments are recorded in each evaluator’s account.
payments-settled-title = All paid
payments-settled = No visit of this evaluator is open in this currency.
payments-cut = The latest 300 are shown. The CSV has all of them.
payments-from = From
payments-to = To
payments-handed-in = The period goes by the day the visit was handed in.
payments-everyone = Everyone
payments-standing = Standing
payments-standing-open = Open
payments-standing-settled = Settled
payments-standing-all = All
payments-filter = Filter
payment-choose-visits = Choose at least one visit.
payment-day = Day of payment
payment-reference = Reference
payment-reference-hint = Number of the transfer: the evaluator sees it.
payment-amount = Amount
payment-note = Records that the ticked visits were paid. The record never changes; a mistake is put right by a reversal.
payment-record = Record payment
payment-chosen = Sum of the ticked
payment-is-reversal = reversal
payment-was-reversed = reversed
payment-reverse = Reverse
payment-reverse-note = The payment was recorded by mistake: a reversal cancels it, and the visits are open again.
payment-reverse-why = Reason
currency = Currency
export-csv = Download CSV
