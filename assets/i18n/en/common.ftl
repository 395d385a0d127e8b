### Texts common to the phone and the web.

## Problems: what happened and what to do

problem-malformed = The request arrived incomplete. Reload the page or the app and try again.
problem-wrong-credentials = Wrong e-mail or password. Check them and try again.
problem-not-authenticated = Your session has ended. Log in again to go on.
problem-device-revoked = The agency has switched this phone off. Your answers are still kept here; ask for a new invitation to send them.
problem-forbidden = Your role does not allow this. Talk to whoever coordinates the account.
problem-foreign-origin = The request came from another site and was refused. Open the page by the agency's address.
problem-not-found = We cannot find what you are looking for, or you have no access to it. Go back and check the address.
problem-method-not-allowed = This page does not take that action. Go back and try the usual way.
problem-invitation-invalid = This invitation is not valid or was used before. Ask the coordinator for a new one.
problem-invitation-expired = This invitation has expired. Ask the coordinator for a new one.
problem-not-your-visit = This visit belongs to somebody else. Nothing was sent; talk to the coordinator.
problem-not-certified = The training for this checklist has not been passed yet. What was recorded is kept and will be taken once it is.
problem-attempts-used-up = All attempts at the quiz are used. Wait for the next ones or ask the coordinator for more.
problem-visit-closed = This visit is closed and takes no more answers. What you recorded stays on this phone.
problem-move-not-allowed = The visit cannot go there from where it stands. Reload the page and check its state.
problem-request-conflict = The server already has another request with this number. Nothing was done; ask again.
problem-visit-taken = Somebody else took this visit first, or it is no longer on offer. Look at those that are still open.
problem-rule-window = The time for this visit has passed.
problem-rule-conflict = There is a conflict of interest with this brand.
problem-rule-rotation = The same person does not return to this place so soon.
problem-rule-spacing = This place cannot be visited again so soon.
problem-rule-day-limit = The days of this window already hold as many visits as one person may do.
problem-rule-grade = The mean grade of your work is below what this wave asks for.
problem-appeal-late = The time to appeal against this rejection has passed.
problem-appeal-closed = There is an appeal against this rejection already, or it no longer stands.
problem-media-incomplete = Photos of this visit are still missing. The review begins when all have arrived.
problem-event-conflict = The server already has another record at this point of the visit. Nothing was replaced; tell the coordinator.
problem-event-gap = Some earlier records have not arrived yet. The app will send them again; there is nothing you need to do.
problem-chain-broken = The records of this visit do not fit together and were not accepted. Export the visit and tell the coordinator.
problem-signature-invalid = This phone's signature does not match. Ask the coordinator for a new invitation, and export the visit to be safe.
problem-event-malformed = The server did not understand one of the records. Export the visit and tell the coordinator.
problem-event-out-of-order = A record came out of the visit's order and was not accepted. Export the visit and tell the coordinator.
problem-answer-invalid = An answer does not fit its question. Check the answers or tell the coordinator.
problem-question-not-asked = The visit was sent back for other questions. What changed beyond them was not accepted; tell the coordinator.
problem-other-phone = The visit was handed in from another phone, and only that one can correct it.
problem-submission-invalid = The visit is not complete. Check what is missing and send it again.
problem-checklist-unknown = There is no such checklist, or not in this version. Check its name and version.
problem-checklist-invalid = The checklist has problems and was not published. Correct the listed points and send it again.
problem-checklist-conflict = This version of the checklist was published before with other contents. Raise the version number and publish again.
problem-invalid = A value is not allowed. Check the fields that are marked.
problem-already-exists = There is one of that name already. Use another name or open the existing one.
problem-photo-unknown = The photo arrived before its record. The app will try again by itself.
problem-photo-too-large = The photo is larger than allowed. Take another one in the app.
problem-photo-invalid = The file is not a photo that we can open. Take another one.
problem-audio-invalid = The recording is not audio that we can open. Record another one.
problem-photo-mismatch = The photo was damaged on its way. It will be sent again.
problem-checksum-mismatch = A part of the photo was damaged on its way. It will be sent again.
problem-upload-offset = The upload will go on from where the server stopped.
problem-upload-gone = The upload of the photo has expired and will start again.
problem-upload-version = The app is too old to send photos. Update it and open it again; nothing is lost.
problem-too-large = The content is larger than allowed. Send it in smaller parts.
problem-unsupported-media-type = This type of file is not taken here. Choose another format.
problem-rate-limited = Too many tries in a short time. Wait a minute and try again.
problem-app-too-old = The app is out of date. Close it and open it again to update; your answers are kept.
problem-internal = Something failed on our side. Try again in a moment; if it goes on, tell the agency the code below.
problem-unavailable = The server is not available just now. Try again in a moment.
problem-visit-file-damaged = This file is not a visit’s, or it was cut or changed on its way. Nothing was imported; have the phone make the file again.
problem-visit-file-unknown-phone = The phone that made this file was never enrolled with this agency. Nothing was imported.
problem-visit-file-newer = This file was made by an app that is newer than this server. Update the server and import it again; nothing was imported.
problem-device-of-another = This invitation is for somebody else, and this phone holds work that was not sent yet.

## Answers that do not fit their question

answer-error-wrong-kind = This question takes another kind of answer.
answer-error-unknown-option = This question has no such option.
answer-error-empty = The answer is empty.
answer-error-not-exclusive = That option cannot be chosen together with others.
answer-error-out-of-range = The value is outside the question's limits.
answer-error-too-long = The text is too long.
answer-error-not-a-code = This code does not have the form asked for. Check that you typed every digit.
answer-error-check-digit = The check digit does not fit: one of the digits is wrong. Compare it with the label.
answer-error-must-apply = This question always applies.

answer-yes = Yes
answer-no = No
answer-up = Liked it
answer-down = Did not like it
answer-not-applicable = Not applicable
answer-none = No answer

## What is missing before sending

lack-answer = Not answered yet
lack-photos = { $count ->
    [one] { $count } photo missing
   *[other] { $count } photos missing
}

## States of a visit

state-planned = Planned
state-offered = Offered
state-assigned = Assigned
state-accepted = Accepted
state-in_progress = In progress
state-submitted = Submitted
state-in_review = In review
state-returned = Returned
state-approved = Approved
state-published = Published
state-excluded = Excluded
state-rejected = Rejected
state-released = Given up
state-cancelled = Cancelled
state-expired = Expired

## The journey

channel-in_store = In store
channel-phone = Phone
channel-web = Web site
channel-chat = Chat
channel-email = E-mail
channel-social = Social networks
channel-app = App
channel-messaging = Messaging
channel-delivery = Delivery

touch-high = Personal service
touch-low = Mixed service
touch-none = Self-service

pillar-processes = Processes
pillar-people = People
pillar-tools = Tools
pillar-management = Management
pillar-culture = Culture

## Metrics

metric-score = Score
metric-nps = NPS
metric-csat = CSAT
metric-ces = CES
metric-rating = Mean rating
metric-thumb = Liked it
metric-note = Metrics given by the evaluators, not by the brand's customers.

## People and places

role-admin = Administrator
role-coordinator = Coordinator
role-reviewer = Reviewer
role-evaluator = Evaluator
role-client_viewer = Brand: viewer
role-client_manager = Brand: manager

ownership-own = Own
ownership-franchise = Franchise
ownership-competitor = Competitor

## Photos

photo-warning-blurred = The photo looks shaken or out of focus.
photo-warning-dark = The photo is very dark.
photo-warning-bright = The photo is too bright.
photo-warning-near_duplicate = This photo is nearly the same as another one of this visit.

## Languages and units

lang-pt-BR = Português (Brasil)
lang-en = English
lang-es = Español

unit-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
unit-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
unit-photos = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
unit-questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
unit-visits = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
unit-points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}

problem-expense-invalid = The server did not accept one of the expenses. Export the visit and tell the coordination.
problem-payment-changed = What is due has changed since the page was opened. Check the amounts and record again.
problem-payment-reversed = This payment was reversed before.
expense-purchase = Purchase
expense-transport = Transport
expense-parking = Parking and tolls
expense-fuel = Fuel
expense-meal = Meal
expense-other = Other expense
