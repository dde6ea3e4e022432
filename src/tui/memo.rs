//! Memos: what was computed is kept until its inputs change.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Keeps what was computed from a key until another key comes.
#[derive(Debug)]
pub struct Memo<K, V>(RefCell<Option<(K, Rc<V>)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The value of this key: the one that is kept, or else what `compute` makes of it.
    pub fn get(&self, key: K, compute: impl FnOnce(&K) -> V) -> Rc<V> {
        if let Some((kept, value)) = &*self.0.borrow()
            && *kept == key
        {
            return Rc::clone(value);
        }
        // Not borrowed meanwhile: computing may ask other memos.
        let value = Rc::new(compute(&key));
        *self.0.borrow_mut() = Some((key, Rc::clone(&value)));
        value
    }
}

/// An input that is replaced, never changed: it is the same while it is in the same place.
#[derive(Debug)]
pub struct Unchanged<T>(pub Arc<T>);

impl<T> PartialEq for Unchanged<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
