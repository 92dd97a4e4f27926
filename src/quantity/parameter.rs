//! What a requirement may be sized by that no machine can tell: how many people will use it, say.

use std::collections::BTreeMap;

macro_rules! parameters {
    ($($name:ident $id:literal $doc:literal;)*) => {
        /// A number that the user states.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Parameter { $(#[doc = $doc] $name,)* }

        impl Parameter {
            /// Every parameter.
            pub const ALL: &[Parameter] = &[$(Parameter::$name,)*];

            /// The name in profiles and on the command line, for people too.
            pub fn id(self) -> &'static str {
                match self { $(Parameter::$name => $id,)* }
            }

            /// What it is, in one sentence.
            pub fn doc(self) -> &'static str {
                match self { $(Parameter::$name => $doc,)* }
            }
        }
    };
}

parameters! {
    Users     "users"     "How many people use the software";
    Documents "documents" "How many documents it holds";
    Clients   "clients"   "How many computers it serves or manages";
    Mailboxes "mailboxes" "How many mailboxes it holds";
}

impl Parameter {
    /// The parameter of an id.
    pub fn from_id(id: &str) -> Option<Parameter> {
        Parameter::ALL.iter().copied().find(|parameter| parameter.id() == id)
    }
}

/// The numbers that the user states.
pub type Parameters = BTreeMap<Parameter, u64>;
