//! Exact numbers: the exponents of kept fields as they were written (`1e9`, `2E-3`).
//!
//! The JSON reader keeps every digit of a number, but writes exponents in one form (`1e+9`). What is
//! nobody's here is to go out as it came in.

use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Number, Value};

/// Gives the numbers with exponents in `fields` the letters that they have in `json`, which the fields
/// were read from.
pub(crate) fn write_exactly(fields: &mut Map<String, Value>, json: &str) {
    if !fields.values().any(has_exponent) {
        return;
    }
    let mut written: HashMap<String, VecDeque<&str>> = HashMap::new();
    each_number(json, |number| {
        let in_one_form = in_one_form(number);
        written.entry(in_one_form).or_default().push_back(number);
    });
    fields
        .values_mut()
        .for_each(|value| restore(value, &mut written));
}

fn has_exponent(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_str().contains('e'),
        Value::Array(values) => values.iter().any(has_exponent),
        Value::Object(fields) => fields.values().any(has_exponent),
        _ => false,
    }
}

fn restore(value: &mut Value, written: &mut HashMap<String, VecDeque<&str>>) {
    match value {
        Value::Number(number) => {
            let same = written.get_mut(number.as_str());
            if let Some(exact) = same.and_then(VecDeque::pop_front) {
                // Numbers of any writing are made by no other function; what is given was read as one.
                *number = Number::from_string_unchecked(exact.to_owned());
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|it| restore(it, written)),
        Value::Object(fields) => fields.values_mut().for_each(|it| restore(it, written)),
        _ => {}
    }
}

/// A number as the JSON reader writes it.
fn in_one_form(number: &str) -> String {
    match number.split_once(['e', 'E']) {
        None => number.to_owned(),
        Some((digits, exponent)) if exponent.starts_with(['+', '-']) => {
            format!("{digits}e{exponent}")
        }
        Some((digits, exponent)) => format!("{digits}e+{exponent}"),
    }
}

/// Calls `each` with every number of a JSON text, in its order.
fn each_number<'j>(json: &'j str, mut each: impl FnMut(&'j str)) {
    let bytes = json.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'-' | b'0'..=b'9' => {
                let rest = &bytes[at..];
                let is_part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
                let length = rest.iter().take_while(|byte| is_part(byte)).count();
                each(&json[at..at + length]);
                at += length;
            }
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_go_out_as_they_came_in() {
        let json = r#"{"a":"1e5","b":1e5,"c":[1E5,{"d":-2.50E-03,"e":1e+5}],"f":1e999,"g":15}"#;
        let mut fields: Map<String, Value> = serde_json::from_str(json).expect("JSON");
        write_exactly(&mut fields, json);
        assert_eq!(serde_json::to_string(&fields).expect("JSON"), json);
    }
}
