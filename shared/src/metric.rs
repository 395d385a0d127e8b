//! Metrics reported beside the score: NPS, CSAT, CES, rating and thumb, each with n and an interval.
