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

    /// The same in the width that many products are added up in.
    pub(crate) fn widened(&self) -> Widened {
        Widened { scale: self.scale, values: self.values.map(i16::from) }
    }

    /// Appends the scale (little endian), then the values.
    pub(super) fn put_bytes(&self, out: &mut Vec<u8>) {
        out.extend(self.scale.to_le_bytes());
        out.extend(self.values.iter().map(|v| *v as u8));
    }

    /// How many bytes [`Vector::put_bytes`] appends.
    pub(super) const BYTES: usize = size_of::<f32>() + SIZE;
}

/// A vector that is compared with very many.
#[derive(Clone, Debug)]
pub struct Widened {
    scale: f32,
    values: [i16; SIZE],
}

/// Vectors in one piece of memory, as they lie in their file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vectors {
    bytes: Vec<u8>,
    /// Where the first begins.
    start: usize,
}

impl Vectors {
    /// What [`Vector::put_bytes`] appended, one behind another, from here on.
    pub(super) fn from_bytes(bytes: Vec<u8>, start: usize) -> Self {
        Self { bytes, start }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        (self.bytes.len() - self.start) / Vector::BYTES
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Each on its own, in order.
    pub fn iter(&self) -> impl Iterator<Item = Vector> {
        self.parts().map(|(scale, values)| Vector { scale, values: Box::new(values.map(|v| v as i8)) })
    }

    /// The cosine of each with one other, in order.
    pub fn cosines(&self, with: &Widened) -> impl Iterator<Item = f32> {
        self.parts().map(|(scale, values)| dot(values, &with.values) as f32 * scale * with.scale)
    }

    fn parts(&self) -> impl Iterator<Item = (f32, &[u8; SIZE])> {
        self.bytes[self.start..].chunks_exact(Vector::BYTES).filter_map(|one| {
            let (scale, values) = one.split_first_chunk::<4>()?;
            Some((f32::from_le_bytes(*scale), values.try_into().ok()?))
        })
    }
}

/// The sum of the products, in a form that a compiler makes into eight at a time on any x86-64: a third of the time of the
/// plain sum. No value is under -127, so that two products fit into 16 bits.
fn dot(bytes: &[u8; SIZE], wide: &[i16; SIZE]) -> i32 {
    const LANES: usize = 8;
    let product = |byte: u8, wide: i16| i16::from(byte as i8).wrapping_mul(wide);
    let mut sums = [0i32; LANES];
    for (bytes, wide) in bytes.chunks_exact(2 * LANES).zip(wide.chunks_exact(2 * LANES)) {
        for (lane, sum) in sums.iter_mut().enumerate() {
            let far = product(bytes[lane + LANES], wide[lane + LANES]);
            *sum += i32::from(product(bytes[lane], wide[lane]).wrapping_add(far));
        }
    }
    sums.iter().sum()
}
