//! Which instructions of this machine are used. All give the same numbers.

use std::fmt;

/// A way of computing that this machine can go; there is no other way to get one than to ask the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path(pub(crate) Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What the compiler makes of plain code: any machine.
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX2 with the instructions for neural networks in 256 bits.
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    /// With the instructions for neural networks (VNNI).
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "aarch64")]
    Neon,
    /// With the instruction that adds four products at once.
    #[cfg(target_arch = "aarch64")]
    NeonDot,
}

impl Path {
    /// All that this machine can go, the fastest first.
    pub fn available() -> Vec<Path> {
        let mut all = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                all.push(Path(Kind::Avx512));
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("avxvnni") {
                all.push(Path(Kind::AvxVnni));
            }
            if is_x86_feature_detected!("avx2") {
                all.push(Path(Kind::Avx2));
            }
        }
        #[cfg(target_arch = "aarch64")]
        {
            if std::arch::is_aarch64_feature_detected!("dotprod") {
                all.push(Path(Kind::NeonDot));
            }
            all.push(Path(Kind::Neon));
        }
        all.push(Path(Kind::Portable));
        all
    }

    /// The fastest that this machine can go.
    pub fn best() -> Path {
        Self::available()[0]
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => "avx512-vnni",
            #[cfg(target_arch = "aarch64")]
            Kind::Neon => "neon",
            #[cfg(target_arch = "aarch64")]
            Kind::NeonDot => "neon-dotprod",
        })
    }
}

/// A function of plain code, compiled for each path. The compiler may use wider vectors, but it neither reorders sums
/// nor fuses a product with a sum, so that the numbers stay the same.
macro_rules! on_each_path {
    ($(#[$doc:meta])* $vis:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $(-> $result:ty)? $body:block) => {
        $(#[$doc])*
        #[allow(unsafe_code)]
        $vis fn $name(path: $crate::Path, $($argument: $type),*) $(-> $result)? {
            #[inline(always)]
            fn plain($($argument: $type),*) $(-> $result)? $body
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $type),*) $(-> $result)? {
                plain($($argument),*)
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn avx512($($argument: $type),*) $(-> $result)? {
                plain($($argument),*)
            }
            match path.0 {
                $crate::path::Kind::Portable => plain($($argument),*),
                // All machines of this kind have NEON, and plain code uses it.
                #[cfg(target_arch = "aarch64")]
                $crate::path::Kind::Neon | $crate::path::Kind::NeonDot => plain($($argument),*),
                // SAFETY: a path exists only where the machine has its instructions (`Path::available`).
                #[cfg(target_arch = "x86_64")]
                $crate::path::Kind::Avx2 | $crate::path::Kind::AvxVnni => unsafe { avx2($($argument),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::path::Kind::Avx512 => unsafe { avx512($($argument),*) },
            }
        }
    };
}
pub(crate) use on_each_path;
