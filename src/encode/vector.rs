//! A sentence's direction in meaning: 384 numbers of unit length, kept as bytes with one scale.

/// How many numbers the encoder gives for a text.
pub(super) const SIZE: usize = 384;

/// A unit vector, each number kept in one byte. Rounding moves a cosine by less than 0.01.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    scale: f32,
    values: Box<[i8; SIZE]>,
}

impl Vector {
    /// The vector of a text without words: like nothing.
    pub fn zero() -> Self {
        Self { scale: 0.0, values: Box::new([0; SIZE]) }
    }

    /// Scales to unit length, then rounds.
    pub(super) fn from_floats(floats: &[f32]) -> Self {
        let length = floats.iter().map(|f| f * f).sum::<f32>().sqrt();
        let largest = floats.iter().fold(0f32, |most, f| most.max(f.abs()));
        if floats.len() != SIZE || length == 0.0 || !length.is_finite() {
            return Self::zero();
        }
        let mut values = Box::new([0i8; SIZE]);
        for (value, float) in values.iter_mut().zip(floats) {
            *value = (float / largest * 127.0).round() as i8;
        }
        // After rounding, so that a vector's cosine with itself is 1.
        let rounded = values.iter().map(|v| f32::from(*v).powi(2)).sum::<f32>().sqrt();
        Self { scale: 1.0 / rounded, values }
    }

    /// The cosine of the angle between two texts: 1 for the same words, about 0 for unrelated ones.
    pub fn cosine(&self, other: &Self) -> f32 {
        let dot: i32 =
            self.values.iter().zip(other.values.iter()).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        dot as f32 * self.scale * other.scale
    }

    /// Bytes for the cache: the scale (little endian), then the values.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.scale.to_le_bytes().into_iter().chain(self.values.iter().map(|v| *v as u8)).collect()
    }

    /// What [`Vector::to_bytes`] wrote.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (scale, values) = bytes.split_first_chunk::<4>()?;
        let values: [u8; SIZE] = values.try_into().ok()?;
        Some(Self { scale: f32::from_le_bytes(*scale), values: Box::new(values.map(|v| v as i8)) })
    }

    /// How many bytes [`Vector::to_bytes`] gives.
    pub(super) const BYTES: usize = 4 + SIZE;
}
