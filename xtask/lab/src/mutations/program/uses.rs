//! An item → what a program does with it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Fields, FnArg, GenericArgument, ImplItem, ImplItemFn, Item, PathArguments, ReceiverKind, ReturnType, Type,
    TypeParamBound,
};

use super::imports::is_public;

/// Uses a public item, and everything in it.
pub(super) fn of(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) if is_public(&item.vis) => structure(item),
        Item::Enum(item) if is_public(&item.vis) => enumeration(item),
        Item::Const(item) if is_public(&item.vis) => {
            let (name, ty) = (&item.ident, &item.ty);
            quote!(const _: #ty = #name;)
        }
        Item::Impl(item) if item.trait_.is_none() => methods(item),
        Item::Impl(item) => outputs(item),
        _ => TokenStream::new(),
    }
}

fn structure(item: &syn::ItemStruct) -> TokenStream {
    let name = &item.ident;
    let fields = item.fields.iter().filter(|field| is_public(&field.vis)).map(|field| {
        let (name, ty) = (&field.ident, &field.ty);
        quote!(let _: &#ty = &value.#name;)
    });
    quote!(const _: fn(&#name) = |value| { let _ = value; #(#fields)* };)
}

fn enumeration(item: &syn::ItemEnum) -> TokenStream {
    let name = &item.ident;
    let arms = item.variants.iter().map(|variant| {
        let (variant, inner) = (&variant.ident, matches!(variant.fields, Fields::Unnamed(_)).then(|| quote!((_))));
        quote!(#name::#variant #inner => {})
    });
    quote!(const _: fn(#name) = |value| match value { #(#arms)* _ => {} };)
}

fn methods(item: &syn::ItemImpl) -> TokenStream {
    let ty = &item.self_ty;
    let methods = item.items.iter().filter_map(|item| match item {
        // What is generic is the same in every module.
        ImplItem::Fn(method) if is_public(&method.vis) && method.sig.generics.params.is_empty() => {
            Some(call(ty, method))
        }
        _ => None,
    });
    methods.collect()
}

/// What an operation gives, by the type that it says and by the trait.
fn outputs(item: &syn::ItemImpl) -> TokenStream {
    let ty = &item.self_ty;
    let outputs = item.items.iter().filter_map(|item| match item {
        ImplItem::Type(output) if output.ident == "Output" => {
            let output = &output.ty;
            Some(quote!(const _: fn(<#ty as Operation>::Output) -> #output = |value| value;))
        }
        _ => None,
    });
    outputs.collect()
}

/// Calls a method with a value of each type that it takes, and binds what it gives.
fn call(ty: &Type, method: &ImplItemFn) -> TokenStream {
    let (name, output) = (&method.sig.ident, output(ty, &method.sig.output));
    let mut receiver = None;
    let mut arguments = Vec::new();
    for input in &method.sig.inputs {
        match input {
            FnArg::Receiver(this) => {
                let is_reference = matches!(this.kind, ReceiverKind::Reference(..));
                receiver = Some(if is_reference { quote!(&#ty) } else { quote!(#ty) });
            }
            FnArg::Typed(argument) => arguments.push(passed_type(&argument.ty)),
        }
    }
    match receiver {
        Some(this) => quote!(const _: fn(#this) = |value| { let _: #output = value.#name(#(any::<#arguments>()),*); };),
        None => quote!(const _: fn() = || { let _: #output = #ty::#name(#(any::<#arguments>()),*); };),
    }
}

/// What is given to an argument: for `impl Into<T>`, a `T`.
fn passed_type(ty: &Type) -> TokenStream {
    inner(ty).map_or_else(|| quote!(#ty), |inner| quote!(#inner))
}

fn inner(ty: &Type) -> Option<&Type> {
    let Type::ImplTrait(any) = ty else { return None };
    let Some(TypeParamBound::Trait(bound)) = any.bounds.first() else { return None };
    let PathArguments::AngleBracketed(arguments) = &bound.path.segments.last()?.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

/// What a method gives, with the type in place of `Self`.
fn output(ty: &Type, output: &ReturnType) -> TokenStream {
    let ReturnType::Type(_, output) = output else { return quote!(()) };
    let is_self =
        |token: &TokenTree| matches!(token, TokenTree::Ident(name) if *name == Ident::new("Self", name.span()));
    let tokens = output.to_token_stream().into_iter();
    tokens.map(|token| if is_self(&token) { ty.to_token_stream() } else { token.into() }).collect()
}
