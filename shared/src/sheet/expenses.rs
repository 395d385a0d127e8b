//! What was spent in a visit: claims that are made, changed and taken back, and their receipts.

use std::collections::BTreeMap;

use super::{ApplyError, Sheet};
use crate::expense::{Claim, ClaimError, MAX_CLAIMS, MAX_RECEIPT_PHOTOS, expense_of, sum_minor};
use crate::id::{ExpenseId, PhotoId};

impl Sheet {
    /// The photos of an expense's receipt that are kept, in the order of their ids.
    pub fn receipts_of(&self, expense: ExpenseId) -> Vec<PhotoId> {
        let of_expense = self
            .photos
            .values()
            .filter(|photo| photo.expense() == Some(expense));
        of_expense.map(|photo| photo.photo).collect()
    }

    /// The sum of what is claimed, in the currency's minor unit.
    pub fn claimed_minor(&self) -> i64 {
        sum_minor(self.claims.values().map(|claim| claim.amount_minor))
    }

    /// What was claimed when the visit was handed in last; while it never was, what is claimed so far.
    pub fn handed_in_claims(&self) -> &BTreeMap<ExpenseId, Claim> {
        match (&self.submitted, self.rounds.last()) {
            (None, Some(back)) => &back.claims,
            _ => &self.claims,
        }
    }

    /// Everything but what was spent: claims, and the photos of receipts, in every round. This is all
    /// that exists of the visit for those who do not pay for it.
    #[must_use]
    pub fn without_expenses(mut self) -> Self {
        self.claims.clear();
        self.photos.retain(|_, photo| photo.expense().is_none());
        let receipts: Vec<PhotoId> = self.rounds.iter().flat_map(|back| back.receipts()).collect();
        for back in &mut self.rounds {
            back.claims.clear();
            back.manifest.expenses.clear();
            back.photos
                .retain(|_, photo| expense_of(&photo.question).is_none());
            back.manifest
                .photos
                .retain(|photo| !receipts.contains(&photo.photo));
        }
        let photos = &self.photos;
        if let Some((_, manifest)) = &mut self.submitted {
            manifest.expenses.clear();
            manifest.photos.retain(|photo| photos.contains_key(&photo.photo));
        }
        self
    }

    pub(super) fn claim(&mut self, claim: &Claim) -> Result<(), ApplyError> {
        claim.check()?;
        let is_new = !self.claims.contains_key(&claim.expense);
        if is_new && self.claims.len() >= MAX_CLAIMS {
            return Err(ClaimError::TooMany.into());
        }
        self.claims.insert(claim.expense, claim.clone());
        Ok(())
    }

    pub(super) fn withdraw(&mut self, expense: ExpenseId, photos: &[PhotoId]) -> Result<(), ApplyError> {
        if !self.claims.contains_key(&expense) || self.receipts_of(expense) != photos {
            return Err(ClaimError::Unknown.into());
        }
        self.claims.remove(&expense);
        for photo in photos {
            self.photos.remove(photo);
        }
        Ok(())
    }

    /// How many photos the receipt of a claim may have.
    pub(super) fn most_receipts(&self, expense: ExpenseId) -> Result<u32, ApplyError> {
        if self.claims.contains_key(&expense) {
            Ok(MAX_RECEIPT_PHOTOS)
        } else {
            Err(ClaimError::Unknown.into())
        }
    }
}
