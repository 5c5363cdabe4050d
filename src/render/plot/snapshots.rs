//! The drawings as text, small enough to be read: a change in them must be meant.

use super::fixtures::*;
use super::{Size, drawing};
use crate::report::figure::{Content, FigureId};

fn drawn(id: FigureId, content: Content) -> String {
    let figure = figure(id, "A title", "A subtitle", content);
    drawing(&figure, Size { width: 480, height: 280 }).unwrap().svg
}

#[test]
fn a_ladder_is_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::Ladder, Content::Ladder(ladder(6, 4, 3))));
}

#[test]
fn a_trace_is_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::Balance, Content::Traces(vec![stance(60)])));
}

#[test]
fn balance_by_power_is_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::BalanceByPower, Content::BalanceByPower(by_power(5))));
}

#[test]
fn dials_are_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::PowerPhase, Content::PowerPhase(power_phase())));
}

#[test]
fn drills_are_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::Drills, Content::Drills(drills(2))));
}

#[test]
fn a_trend_is_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::Trend, Content::Trend(trend(9))));
}

#[test]
fn a_calendar_is_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::Calendar, Content::Calendar(calendar(2))));
}

#[test]
fn a_sentence_is_drawn_as_before() {
    insta::assert_snapshot!(drawn(FigureId::Trend, Content::Nothing("Too few sessions.".into())));
}
