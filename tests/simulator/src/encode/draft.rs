//! A FIT message under construction.

use rustyfit::{
    profile::typedef::{FitBaseType, MesgNum},
    proto::{Field, Message, Value},
};

/// A message, field by field in the order of writing.
pub(super) struct Draft(Message);

impl Draft {
    pub(super) fn new(num: MesgNum) -> Self {
        Self(Message { num, ..Message::default() })
    }

    /// A number of one of the profile's enumerations.
    pub(super) fn code(self, num: u8, value: u8) -> Self {
        self.with(num, FitBaseType::ENUM, Value::Uint8(value))
    }

    pub(super) fn u8(self, num: u8, value: u8) -> Self {
        self.with(num, FitBaseType::UINT8, Value::Uint8(value))
    }

    pub(super) fn u8s(self, num: u8, values: Vec<u8>) -> Self {
        self.with(num, FitBaseType::UINT8, Value::ArrayUint8(values.into()))
    }

    pub(super) fn u16(self, num: u8, value: u16) -> Self {
        self.with(num, FitBaseType::UINT16, Value::Uint16(value))
    }

    pub(super) fn u16s(self, num: u8, values: Vec<u16>) -> Self {
        self.with(num, FitBaseType::UINT16, Value::ArrayUint16(values.into()))
    }

    pub(super) fn u32(self, num: u8, value: u32) -> Self {
        self.with(num, FitBaseType::UINT32, Value::Uint32(value))
    }

    pub(super) fn i32(self, num: u8, value: i32) -> Self {
        self.with(num, FitBaseType::SINT32, Value::Int32(value))
    }

    /// A serial number: zero is its invalid value.
    pub(super) fn serial(self, num: u8, value: u32) -> Self {
        self.with(num, FitBaseType::UINT32Z, Value::Uint32(value))
    }

    pub(super) fn text(self, num: u8, value: &str) -> Self {
        self.with(num, FitBaseType::STRING, Value::String(value.into()))
    }

    pub(super) fn done(self) -> Message {
        self.0
    }

    fn with(mut self, num: u8, base_type: FitBaseType, value: Value) -> Self {
        self.0.fields.push(Field { num, base_type, value, is_expanded: false });
        self
    }
}
