//! One test for each odd thing that a file can do to a session.
// Every expected number is exact in binary.
#![allow(clippy::float_cmp)]

mod files;
mod sessions;
mod streams;

use super::fixture::{Data, START, U32};
use super::{Options, read_bytes};
use crate::model::{NoticeCode, Reading, Session, Stream};
use crate::units::{Quantity, Sample};

pub(super) fn read(data: &Data) -> Reading {
    read_bytes("a.fit", &data.file(), &Options::default())
}

pub(super) fn session(reading: &Reading) -> &Session {
    &reading.recording.as_ref().unwrap().sessions[0]
}

pub(super) fn has(reading: &Reading, code: NoticeCode) -> bool {
    reading.notices.iter().any(|notice| notice.code == code)
}

pub(super) fn values<Q: Quantity>(stream: &Stream<Q>) -> Vec<f64> {
    stream.values().iter().map(|value| value.get()).collect()
}

pub(super) fn times<Q: Sample>(stream: &Stream<Q>) -> Vec<f64> {
    stream.at().iter().map(|at| at.get()).collect()
}

pub(super) fn developer_records(data: Data, size: u8) -> Data {
    data.define_with(1, 20, &[(253, 4, U32)], &[(3, size, 0)])
        .message(1, &[(START.into(), 4), (240, size)])
        .message(1, &[(u64::from(START) + 1, 4), (250, size)])
}
