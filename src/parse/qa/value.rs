//! What JSON and YAML have in common: texts, lists, and maps in the order they are written. Knows no keys.

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Nothing,
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The texts in it, in order, of lists and maps too.
    pub(super) fn texts(&self) -> Vec<String> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Text(text) => vec![text.clone()],
            Self::List(values) => values.iter().flat_map(Self::texts).collect(),
            Self::Map(entries) => entries.iter().flat_map(|(_, value)| value.texts()).collect(),
        }
    }

    /// A list of lists or maps.
    pub(super) fn holds_values(&self) -> bool {
        matches!(self, Self::List(values) if values.iter().any(|value| matches!(value, Self::List(_) | Self::Map(_))))
    }

    /// A truth value, as people answer.
    pub(super) fn truth(yes: bool) -> Self {
        Self::Text(if yes { "Yes" } else { "No" }.to_owned())
    }
}
