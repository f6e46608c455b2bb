//! Which lines of a table are one row: by drawn lines, by the distances in each column, by how full the cells are. Where a
//! table begins and ends must not enter here.

use super::lines::Line;
use super::marks::Rule;
use super::tables::{Run, Setting};

/// Lines of one cell are closer than this, in distances of a text's lines.
const CLOSER: f32 = 1.1;

impl Run {
    /// Lines that are one row.
    pub(super) fn rows<'l>(&self, lines: &'l [Line], setting: Setting<'_>) -> Vec<Vec<&'l Line>> {
        let pairs = lines.windows(2);
        let ruled: Vec<bool> = pairs.map(|pair| is_ruled(&pair[0], &pair[1], setting.rules)).collect();
        if ruled.iter().filter(|ruled| **ruled).count() > 1 {
            return divided(lines, &ruled);
        }
        let by_cells = self.by_cells(lines, setting);
        by_cells.unwrap_or_else(|| divided(lines, &self.breaks(lines, ruled, setting.rules)))
    }

    /// Rows as the cells of each column show them: lines that are as close as those of a text are one cell, and cells that
    /// stand beside each other one row, wherever in its height each of them stands.
    fn by_cells<'l>(&self, lines: &'l [Line], setting: Setting<'_>) -> Option<Vec<Vec<&'l Line>>> {
        let size = lines.first()?.size;
        let closest = self.closest(lines);
        let text = setting.leading.map(|leading| leading * size).filter(|text| closest > CLOSER * text);
        [text, Some(closest)].into_iter().flatten().find_map(|unit| {
            let rows = self.beside(lines, CLOSER * unit, setting.rules);
            self.are_sound(&rows, setting.rules).then_some(rows)
        })
    }

    /// The least distance of two lines in one column.
    fn closest(&self, lines: &[Line]) -> f32 {
        let mut closest = f32::INFINITY;
        for column in 0..=self.gaps.len() {
            let own: Vec<&Line> = lines.iter().filter(|line| !self.column(line, column).is_empty()).collect();
            let apart = own.windows(2).filter(|pair| !overlap(pair[0], pair[1]));
            closest = apart.map(|pair| pair[1].y - pair[0].y).fold(closest, f32::min);
        }
        closest
    }

    fn beside<'l>(&self, lines: &'l [Line], limit: f32, rules: &[Rule]) -> Vec<Vec<&'l Line>> {
        let mut spans: Vec<(f32, f32)> = Vec::new();
        for column in 0..=self.gaps.len() {
            let own: Vec<&Line> = lines.iter().filter(|line| !self.column(line, column).is_empty()).collect();
            let one = |a: &&Line, b: &&Line| b.y - a.y <= limit && !is_ruled(a, b, rules);
            spans.extend(own.chunk_by(one).map(|cell| (cell[0].top(), cell[cell.len() - 1].y)));
        }
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut ends: Vec<f32> = Vec::new();
        for (top, bottom) in spans {
            match ends.last_mut().filter(|end| top < **end) {
                Some(end) => *end = end.max(bottom),
                None => ends.push(bottom),
            }
        }
        let row = |line: &Line| ends.iter().take_while(|end| **end < line.y).count();
        lines.chunk_by(|a, b| row(a) == row(b)).map(|row| row.iter().collect()).collect()
    }

    /// There are several rows, hardly any begins without its first cell, and lines of one cell had no room for more.
    fn are_sound(&self, rows: &[Vec<&Line>], rules: &[Rule]) -> bool {
        let begun = |row: &&Vec<&Line>| row.iter().any(|line| !self.column(line, 0).is_empty());
        let (mut within, mut full) = (0, 0);
        for row in rows {
            for column in 0..=self.gaps.len() {
                let own: Vec<&&Line> =
                    row.iter().filter(|line| !self.column(line, column).is_empty()).collect();
                within += own.len().saturating_sub(1);
                let wraps = own.windows(2).filter(|pair| self.wraps(pair[0], pair[1], column, rules, false));
                full += wraps.count();
            }
        }
        // The first of them may be the rest of one.
        (rows.iter().filter(begun).count() + 1) * 4 >= rows.len() * 3
            && match rows.len() {
                0 | 1 => false,
                2 => full == within,
                _ => full * 2 >= within,
            }
    }

    /// After which lines a row ends: by the distances, else by how full the cells are.
    fn breaks(&self, lines: &[Line], ruled: Vec<bool>, rules: &[Rule]) -> Vec<bool> {
        let pairs = || lines.windows(2);
        let far = self.far(lines, rules).unwrap_or_else(|| {
            let new_row = |pair: &[Line]| {
                self.is_whole(&pair[1]) && self.is_whole(&pair[0])
                    || !self.goes_on(&pair[0], &pair[1], rules, true)
            };
            pairs().map(new_row).collect()
        });
        // Cells that stand in the middle of their rows' height overlap; a bold row ends where the letters change.
        let apart =
            pairs().map(|pair| (overlap(&pair[0], &pair[1]), pair[0].is_bold() && !pair[1].is_bold()));
        far.iter()
            .zip(ruled)
            .zip(apart)
            .map(|((far, ruled), (overlap, bold))| !overlap && (*far || ruled || bold))
            .collect()
    }

    /// After which lines there is more room than after others, where that shows the rows: close lines are those of one row,
    /// no cell of which had room for more.
    fn far(&self, lines: &[Line], rules: &[Rule]) -> Option<Vec<bool>> {
        let pairs = || lines.windows(2);
        let closest = closest(lines);
        let far: Vec<bool> = pairs().map(|pair| pair[1].y - pair[0].y > 1.1 * closest).collect();
        let near = || far.iter().zip(pairs()).filter(|(far, pair)| !**far && !overlap(&pair[0], &pair[1]));
        let open = near().filter(|(_, pair)| self.goes_on(&pair[0], &pair[1], rules, false)).count();
        (far.contains(&true) && open * 2 >= near().count()).then_some(far)
    }

    /// There is something in every column.
    fn is_whole(&self, line: &Line) -> bool {
        (0..=self.gaps.len()).all(|column| !self.column(line, column).is_empty())
    }

    /// Whether each cell of a line may go on with the one above, as that has no room left. `top`: cells begin in the first
    /// line of their row.
    fn goes_on(&self, above: &Line, line: &Line, rules: &[Rule], top: bool) -> bool {
        (0..=self.gaps.len()).all(|column| self.wraps(above, line, column, rules, top))
    }

    /// Whether one cell may go on with the one above.
    fn wraps(&self, above: &Line, line: &Line, column: usize, rules: &[Rule], top: bool) -> bool {
        let (over, here) = (self.column(above, column), self.column(line, column));
        let Some(first) = here.first() else { return true };
        let Some(last) = over.last() else { return !top };
        let edge = match self.gaps.get(column) {
            // A row hardly ever begins without its first cell.
            Some(gap) if self.column(line, 0).is_empty() => gap.1 - 1.6 * line.size,
            Some(gap) => gap.1 - 0.8 * line.size,
            None => right_edge(line, rules),
        };
        last.x1 + 0.2 * line.size + (first.x1 - first.x0) > edge
    }
}

/// Lines, cut where a row ends.
fn divided<'l>(lines: &'l [Line], breaks: &[bool]) -> Vec<Vec<&'l Line>> {
    let mut rows: Vec<Vec<&Line>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match rows.last_mut().filter(|_| at > 0 && !breaks[at - 1]) {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    rows
}

/// The least distance of two lines, but for those that overlap.
fn closest(lines: &[Line]) -> f32 {
    let apart = lines.windows(2).filter(|pair| !overlap(&pair[0], &pair[1]));
    apart.map(|pair| pair[1].y - pair[0].y).fold(f32::INFINITY, f32::min)
}

/// A drawn line lies between these lines.
pub(super) fn is_ruled(above: &Line, below: &Line, rules: &[Rule]) -> bool {
    let (from, to) = (above.y, below.y - 0.4 * below.size);
    let (x0, x1) = (above.x0.min(below.x0), above.x1.min(below.x1));
    rules.iter().any(|rule| {
        let between = rule.y0 > from - 1.0 && rule.y1 < to;
        rule.is_level() && between && rule.x1 > x0 && rule.x0 < x1
    })
}

/// They are too close to be lines of one text.
pub(super) fn overlap(above: &Line, below: &Line) -> bool {
    below.y - above.y < 0.85 * below.size.min(above.size)
}

/// Where a table's last column ends: with the lines that are drawn beside it, else with the text around.
fn right_edge(line: &Line, rules: &[Rule]) -> f32 {
    let near =
        |rule: &&Rule| rule.is_level() && (rule.y0 - line.y).abs() < 12.0 * line.size && rule.x1 >= line.x1;
    let ruled = rules.iter().filter(near).map(|rule| rule.x1).fold(f32::INFINITY, f32::min);
    if ruled.is_finite() { ruled - 0.4 * line.size } else { line.column.x1 }
}
