//! What a desk has in store to fill in applications: numbers, texts, and the name by which consents tell where they were
//! ticked.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::api::forms::Forms;
use crate::api::sync::{JournalRange, NumberBlock, Pair};
use crate::domain::{ApplicationNumber, Clean};
use crate::store::act::{Burnt, Stock};

#[derive(Clone, Debug, Default)]
pub struct Supplies {
    device: Uuid,
    forms: Option<Forms>,
    numbers: Vec<Pair>,
    contracts: Option<JournalRange>,
    stock: Stock,
}

impl Supplies {
    #[must_use]
    pub fn new(
        device: Uuid,
        forms: Option<Forms>,
        numbers: Vec<Pair>,
        contracts: Option<JournalRange>,
        stock: Stock,
    ) -> Self {
        Self {
            device,
            forms,
            numbers,
            contracts,
            stock,
        }
    }

    /// The device of this desk's journal.
    #[must_use]
    pub fn device(&self) -> Uuid {
        self.device
    }

    /// The texts of consents and what the office has typed before; `None` until the register has told it once.
    #[must_use]
    pub fn forms(&self) -> Option<&Forms> {
        self.forms.as_ref()
    }

    /// The numbers for the next application of that day's year; `None` when they are used up and the line is away.
    #[must_use]
    pub fn next_numbers(&self, today: NaiveDate) -> Option<Pair> {
        self.of_year(today).next()
    }

    /// How many applications of that day's year can be handed in without the line.
    #[must_use]
    pub fn numbers_left(&self, today: NaiveDate) -> usize {
        self.of_year(today).count()
    }

    /// How many entries of the organisation's journal have their number.
    #[must_use]
    pub fn journal_left(&self) -> u32 {
        self.stock.journal
    }

    /// The number for the next contract of that day's year; `None` when they are used up and the line is away.
    #[must_use]
    pub fn next_contract(&self, date: NaiveDate) -> Option<u32> {
        let range = self.contracts?;
        let good = i32::from(range.year) == date.year() && range.next <= range.last;
        good.then_some(range.next)
    }

    /// How many contracts have their number.
    #[must_use]
    pub fn contracts_left(&self) -> u32 {
        self.stock.contracts
    }

    /// Why numbers that were here are given no more.
    #[must_use]
    pub fn burnt(&self) -> Option<Burnt> {
        self.stock.burnt
    }

    fn of_year(&self, today: NaiveDate) -> impl Iterator<Item = Pair> + '_ {
        let all = self.numbers.iter().copied();
        all.filter(move |(number, _)| i32::from(number.year()) == today.year())
    }

    /// The numbers of that application are given.
    pub fn use_up(&mut self, number: ApplicationNumber) {
        self.numbers.retain(|(own, _)| *own != number);
    }

    /// A contract bears that number: the next one gets another. One that is not of this desk's range moves nothing.
    pub(crate) fn contract_used(&mut self, number: &Clean) {
        if let Some(range) = &mut self.contracts
            && let Ok(number) = number.as_str().parse::<u32>()
            && (range.next..=range.last).contains(&number)
        {
            range.next = number + 1;
        }
    }

    pub(crate) fn set_contracts(&mut self, range: JournalRange) {
        self.contracts = Some(range);
    }

    pub(crate) fn add(&mut self, block: &NumberBlock) {
        self.numbers.extend(block.pairs());
    }

    pub(crate) fn set_stock(&mut self, stock: Stock) {
        self.stock = stock;
    }

    /// The clerk fills in no applications any more: the store sends the numbers back.
    pub(crate) fn drop_numbers(&mut self) {
        self.numbers.clear();
    }

    pub(crate) fn set_forms(&mut self, forms: Forms) {
        self.forms = Some(forms);
    }

    pub(crate) fn rename(&mut self, device: Uuid) {
        self.device = device;
    }
}
